-- The record of administrative acts, in the schema of each service that has such acts. Entries are added only.
create table if not exists audit_log (
    tenant_id text        not null,
    id        bigint      generated always as identity,
    at        timestamptz not null,
    actor     text        not null,
    action    text        not null,
    target    text        not null,
    outcome   text        not null check (outcome in ('done', 'refused', 'failed')),
    details   jsonb       not null,
    primary key (tenant_id, id)
);

comment on table audit_log is 'Administrative acts; append-only';
comment on column audit_log.tenant_id is 'Whose data or account it was about; platform where it was no tenant''s';
comment on column audit_log.id is 'The order of writing';
comment on column audit_log.at is 'When it was done';
comment on column audit_log.actor is 'The subject of the token that did it';
comment on column audit_log.action is 'What was done, as capability.verb';
comment on column audit_log.target is 'The thing that it was done to';
comment on column audit_log.outcome is 'How it ended: done, refused or failed';
comment on column audit_log.details is 'What else is worth knowing; never a secret';

create index if not exists audit_log_by_time on audit_log (tenant_id, at desc);

create or replace function audit_log_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'audit_log is append-only' using errcode = 'insufficient_privilege';
end
$$;

create or replace trigger audit_log_rows_stay
    before update or delete on audit_log
    for each row execute function audit_log_is_append_only();

create or replace trigger audit_log_stays
    before truncate on audit_log
    for each statement execute function audit_log_is_append_only();

revoke update, delete, truncate on audit_log from public, current_user;
