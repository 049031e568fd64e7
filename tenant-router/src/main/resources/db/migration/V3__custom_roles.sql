-- Roles that a plan adds to the product's three.
alter table tenant add column plan_roles jsonb not null default '{}';
comment on column tenant.plan_roles is 'Custom roles by name: what their members may ask of the query API, and who they are';
