-- What came late for an hour is told to the tenant's database, too.

alter table usage_told add column as_of timestamptz not null default '-infinity';
update usage_told set as_of = (select as_of from rollup_state);
comment on column usage_told.as_of is 'Up to which as-of time of the hours it is told; what changed since is late usage. -infinity where nothing of it is told yet.';
create index usage_hour_recorded on usage_hour using brin (recorded_at);
