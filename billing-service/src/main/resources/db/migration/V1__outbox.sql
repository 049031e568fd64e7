-- What is to be told to tenants, written in the transaction of what it tells of: no event without its message, no
-- message without its event.

create table outbox (
    id         uuid        primary key,
    tenant_id  text        not null,
    type       text        not null,
    data       jsonb       not null,
    created_at timestamptz not null default now()
);
create index outbox_by_time on outbox (created_at, id);
comment on table outbox is 'Messages to tenants that delivery takes from here.';
comment on column outbox.id is 'Id of the message, a UUIDv7; its webhook-id on every attempt.';
comment on column outbox.tenant_id is 'Whom it is for.';
comment on column outbox.type is 'What happened, as thing.happened (invoice.finalized).';
comment on column outbox.data is 'The facts, as the message''s data.';
comment on column outbox.created_at is 'When it happened.';
