-- Which tenants changed since a revision: a replica that knows the directory of one reads those and not all again.

create table tenant_change (
    tenant_id text primary key,
    revision bigint not null
);
comment on table tenant_change is 'When each tenant last changed; one that was removed stays, so that all replicas learn of it.';
comment on column tenant_change.tenant_id is 'The tenant, whether or not there still is one of that name.';
comment on column tenant_change.revision is 'The directory''s revision that its row or its environments last changed in.';
create index tenant_change_by_revision on tenant_change (revision);
insert into tenant_change (tenant_id, revision) select id, revision from tenant, directory_revision;

-- Writers wait for one another at the revision's row, so that revisions become visible in their order, without gaps.
-- Its argument is the column that names the tenant.
create function count_tenant_change() returns trigger language plpgsql as $$
declare
    counted bigint;
    changed text := to_jsonb(case when tg_op = 'DELETE' then old else new end) ->> tg_argv[0];
begin
    update directory_revision set revision = revision + 1 returning revision into counted;
    insert into tenant_change (tenant_id, revision) values (changed, counted)
        on conflict (tenant_id) do update set revision = excluded.revision;
    return null;
end $$;
drop trigger counted on tenant;
drop trigger counted on tenant_environment;
create trigger counted after insert or update or delete on tenant
    for each row execute function count_tenant_change('id');
create trigger counted after insert or update or delete on tenant_environment
    for each row execute function count_tenant_change('tenant_id');
