-- Whose own store an engine is, and where a tenant's data may lie and goes.

alter table engine add column owner text;
comment on column engine.owner is 'The tenant whose own store this is: nobody else''s data is written there. Null: nobody''s.';

update tenant set residency = (residency - 'ownStoreOnly') || jsonb_build_object(
    'mode', case when (residency ->> 'ownStoreOnly')::boolean then 'local' else 'cloud' end);
comment on column tenant.residency is 'Region, how far data may go (cloud, encrypted, local), routes by matcher, and moves between engines.';
