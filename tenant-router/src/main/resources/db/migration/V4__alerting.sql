-- Where a tenant's alerts are delivered.

alter table tenant add column alerting jsonb not null default '{"delivery": "shared"}';
comment on column tenant.alerting is 'Delivery (shared, own, direct) and the tenant''s own Alertmanagers with credentials by reference.';
