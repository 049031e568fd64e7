alter table replica add column tenants text[] not null default '{}';
comment on column replica.tenants is 'Whom it serves; none named: all.';
