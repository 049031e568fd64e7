-- The tenant directory: who the tenants are, which engines hold their data, what they may use.

create table engine (
    id          text primary key,
    kind        text not null,
    dialect     text not null,
    write_url   text not null,
    query_url   text not null,
    credentials jsonb,
    headers     jsonb not null default '{}',
    tls         jsonb,
    version     bigint not null default 1,
    updated_at  timestamptz not null default now()
);
comment on table engine is 'A time series engine that tenants'' data lives in.';
comment on column engine.id is 'Name given by the operator; environments of tenants point at it.';
comment on column engine.kind is 'Product: prometheus, victoriametrics, mimir, cortex, thanos.';
comment on column engine.dialect is 'Query language with version, such as prometheus-2.42.';
comment on column engine.write_url is 'Remote-write URL; may hold {tenant} and {environment}.';
comment on column engine.query_url is 'Base of the query API, before /api/v1; may hold {tenant} and {environment}.';
comment on column engine.credentials is 'User and secret by reference (file:, env:); never a secret itself. Null: none.';
comment on column engine.headers is 'Headers sent on every request, such as the tenant header of a natively multi-tenant engine.';
comment on column engine.tls is 'CA, client certificate and key by reference. Null: the system''s trust.';
comment on column engine.version is 'Counts every change; the ETag of the resource.';
comment on column engine.updated_at is 'Time of the last change.';

create table tenant (
    id             text primary key,
    name           text not null,
    plan_name      text not null,
    plan_features  text[] not null default '{}',
    plan_caps      jsonb not null default '{}',
    status         text not null,
    isolation      text not null,
    residency      jsonb not null,
    limits         jsonb not null,
    label_conflict text not null,
    version        bigint not null default 1,
    created_at     timestamptz not null default now(),
    updated_at     timestamptz not null default now()
);
comment on table tenant is 'A customer of the platform: business unit, supplier, outside company.';
comment on column tenant.id is 'TenantId; stands in labels, host names and URLs, never changes.';
comment on column tenant.name is 'Name for people.';
comment on column tenant.plan_name is 'Name of the plan that the tenant is on.';
comment on column tenant.plan_features is 'Features that the plan switches on.';
comment on column tenant.plan_caps is 'Caps of the plan by name, in the unit of the name.';
comment on column tenant.status is 'active, restricted, suspended or deleting.';
comment on column tenant.isolation is 'shared (told apart by label), dedicated (own engine), native (multi-tenant engine).';
comment on column tenant.residency is 'Where the tenant''s data may lie: region, and whether it stays in its own store.';
comment on column tenant.limits is 'Ingest and query limits; a missing one has the default of the suite.';
comment on column tenant.label_conflict is 'refuse or rename: what happens to a tenant_id label of the customer''s own.';
comment on column tenant.version is 'Counts every change; the ETag of the resource and its sub-resources.';
comment on column tenant.created_at is 'Time of creation.';
comment on column tenant.updated_at is 'Time of the last change.';

create table tenant_environment (
    tenant_id   text not null references tenant (id) on delete cascade,
    environment text not null,
    engine_id   text not null references engine (id),
    primary key (tenant_id, environment)
);
comment on table tenant_environment is 'Which engine holds a tenant''s environment.';
comment on column tenant_environment.tenant_id is 'The tenant.';
comment on column tenant_environment.environment is 'Name of the environment, such as prod.';
comment on column tenant_environment.engine_id is 'The engine that it is written to and read from.';

create table revocation (
    kind       text not null,
    subject    text not null,
    revoked_at timestamptz not null,
    expires_at timestamptz not null,
    primary key (kind, subject)
);
comment on table revocation is 'Access tokens that are no longer good although they have not expired.';
comment on column revocation.kind is 'jti (one token), client (all of a client), tenant (all of a tenant).';
comment on column revocation.subject is 'The jti, client id or tenant id.';
comment on column revocation.revoked_at is 'Tokens issued before this moment are refused.';
comment on column revocation.expires_at is 'When every token meant by the row has expired, and the row may go.';

create table directory_revision (
    only_row boolean primary key default true check (only_row),
    revision bigint not null
);
comment on table directory_revision is 'One row: counts every change of what the directory snapshot holds.';
comment on column directory_revision.only_row is 'Always true: there is one row.';
comment on column directory_revision.revision is 'Revision of the snapshot; the ETag of the internal directory.';
insert into directory_revision (revision) values (1);

-- A trigger, so that no statement that changes the directory can forget to count.
create function count_directory_change() returns trigger language plpgsql as $$
begin
    update directory_revision set revision = revision + 1;
    return null;
end $$;
create trigger counted after insert or update or delete on engine
    for each statement execute function count_directory_change();
create trigger counted after insert or update or delete on tenant
    for each statement execute function count_directory_change();
create trigger counted after insert or update or delete on tenant_environment
    for each statement execute function count_directory_change();
create trigger counted after insert or update or delete on revocation
    for each statement execute function count_directory_change();

create table administrative_act (
    id        bigint generated always as identity primary key,
    at        timestamptz not null default now(),
    actor     text not null,
    client_id text not null,
    act       text not null,
    subject   text not null,
    tenant_id text,
    detail    jsonb not null default '{}'
);
create index administrative_act_of_tenant on administrative_act (tenant_id, at);
comment on table administrative_act is 'Append-only log of everything that was administered here, written in the transaction of the act.';
comment on column administrative_act.id is 'Order of the acts.';
comment on column administrative_act.at is 'When it was done.';
comment on column administrative_act.actor is 'Subject of the token that did it, or bootstrap.';
comment on column administrative_act.client_id is 'Client of the token that did it, or bootstrap.';
comment on column administrative_act.act is 'What was done, as capability.verb, such as tenant.create.';
comment on column administrative_act.subject is 'Id of what it was done to.';
comment on column administrative_act.tenant_id is 'The tenant concerned, where there is one.';
comment on column administrative_act.detail is 'What changed; never a secret.';

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'administrative acts are append-only';
end $$;
create trigger append_only before update or delete on administrative_act
    for each row execute function refuse_change();

create table idempotent_answer (
    caller         text not null,
    key            text not null,
    request_sha256 bytea not null,
    answer         bytea not null,
    created_at     timestamptz not null default now(),
    primary key (caller, key)
);
comment on table idempotent_answer is 'What a POST with an Idempotency-Key was answered, given again for the same key for 24 hours.';
comment on column idempotent_answer.caller is 'Client id of the caller: keys of different callers do not meet.';
comment on column idempotent_answer.key is 'The Idempotency-Key.';
comment on column idempotent_answer.request_sha256 is 'SHA-256 of method, path and body: the same key with another request is refused.';
comment on column idempotent_answer.answer is 'The answer''s JSON, encrypted: it may hold a client secret that is kept nowhere else.';
comment on column idempotent_answer.created_at is 'When it was first answered.';
