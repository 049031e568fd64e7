-- Where a tenant's traces go.

alter table tenant add column traces jsonb;
comment on column tenant.traces is 'OTLP/HTTP address with credentials and certificates by reference. Null: traces are refused.';
