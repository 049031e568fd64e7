-- Usage events as they arrived, each once; and which hours they touch.

create table usage_key (
    key       uuid        not null,
    digest    bigint      not null,
    stored_at timestamptz not null,
    primary key (key)
) partition by range (key);
comment on table usage_key is 'What makes an event the same event, each once; the time of the event is no part of it.';
comment on column usage_key.key is 'Of tenant, source and id: where the id is a UUIDv7 its 48 bits of time and 80 bits of SHA-256, else 127 bits of SHA-256 after a first bit that is set.';
comment on column usage_key.digest is 'The first 64 bits of SHA-256 of what the event says, so that a repetition that says something else is noticed.';
comment on column usage_key.stored_at is 'When it was first stored.';
create table usage_key_of_other_ids partition of usage_key
    for values from ('80000000-0000-0000-0000-000000000000') to (maxvalue);
create index usage_key_of_other_ids_by_time on usage_key_of_other_ids using brin (stored_at);

create table usage_event (
    event_time    timestamptz not null,
    tenant_id     text        not null,
    key           uuid        not null,
    resource_type text        not null,
    service_id    text        not null,
    user_id       text        not null,
    quantity      numeric     not null,
    duration_ms   bigint      not null,
    source        text        not null,
    event_id      text        not null,
    properties    jsonb,
    corrects      text,
    stored_at     timestamptz not null
) partition by range (event_time);
create index usage_event_of_tenant on usage_event (tenant_id, event_time);
create index usage_event_correcting on usage_event (tenant_id, source, corrects) where corrects is not null;
comment on table usage_event is 'Usage events, a partition for each UTC day of their time; never changed.';
comment on column usage_event.event_time is 'When it was used: the time that counts.';
comment on column usage_event.tenant_id is 'Who used it.';
comment on column usage_event.key is 'The event''s row in usage_key.';
comment on column usage_event.resource_type is 'What was used; meters listen to resource types.';
comment on column usage_event.service_id is 'The service that was used.';
comment on column usage_event.user_id is 'The user or client who used it.';
comment on column usage_event.quantity is 'How much, in the resource''s own unit; below zero only where it corrects another event.';
comment on column usage_event.duration_ms is 'For how long, in milliseconds.';
comment on column usage_event.source is 'Who counted: a service and instance of the suite, or client:<id>.';
comment on column usage_event.event_id is 'The id that the source gave.';
comment on column usage_event.properties is 'What meters filter and group by; null for none.';
comment on column usage_event.corrects is 'The id of the event of the same source that this one corrects.';
comment on column usage_event.stored_at is 'When it was stored: what a bill as of a time may know.';

-- Partitions for the UTC days from one to another, both included.
create function make_usage_partitions(first date, last date) returns void language plpgsql as $$
declare
    day  date := first;
    name text;
begin
    perform pg_advisory_xact_lock(hashtextextended('billing.usage-partitions', 0));
    while day <= last loop
        name := to_char(day, 'YYYYMMDD');
        if to_regclass('usage_event_' || name) is null then
            execute format('create table usage_event_%s partition of usage_event for values from (%L) to (%L)',
                name, day::text || 'T00:00Z', (day + 1)::text || 'T00:00Z');
        end if;
        if to_regclass('usage_key_' || name) is null then
            execute format('create table usage_key_%s partition of usage_key for values from (%L) to (%L)',
                name, first_key_of(day), first_key_of(day + 1));
        end if;
        day := day + 1;
    end loop;
end
$$;

-- The lowest key of an event whose UUIDv7 was made on that UTC day.
create function first_key_of(day date) returns uuid language sql immutable as $$
    select rpad(lpad(to_hex((day - date '1970-01-01')::bigint * 86400000), 12, '0'), 32, '0')::uuid
$$;

-- Drops whole days before that one, and keys of other ids that were stored before it; answers with how many days.
create function drop_usage_partitions(before date) returns int language plpgsql as $$
declare
    name    text;
    dropped int := 0;
begin
    perform pg_advisory_xact_lock(hashtextextended('billing.usage-partitions', 0));
    for name in
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent in ('usage_event'::regclass, 'usage_key'::regclass)
            and c.relname ~ '_[0-9]{8}$' and right(c.relname, 8) < to_char(before, 'YYYYMMDD')
    loop
        execute format('drop table %I', name);
        dropped := dropped + 1;
    end loop;
    delete from usage_key_of_other_ids where stored_at < before::timestamp at time zone 'UTC';
    return dropped;
end
$$;

create table usage_dirty (
    id        bigint generated always as identity primary key,
    tenant_id text        not null,
    hour      timestamptz not null
);
create index usage_dirty_of_tenant on usage_dirty (tenant_id, hour);
comment on table usage_dirty is 'Hours that events came in for since they were added up; rows are added and deleted, never changed, so that no writer waits for another.';
comment on column usage_dirty.id is 'The order of arrival.';
comment on column usage_dirty.tenant_id is 'Whose hour.';
comment on column usage_dirty.hour is 'The UTC hour''s beginning.';

create table usage_quarantine (
    tenant_id   text        not null,
    key         uuid        not null,
    reason      text        not null,
    event       jsonb       not null,
    arrived_at  timestamptz not null,
    replayed_at timestamptz,
    primary key (tenant_id, key)
);
create index usage_quarantine_open on usage_quarantine (tenant_id, arrived_at) where replayed_at is null;
comment on table usage_quarantine is 'Events that are not counted until somebody looks: nothing that was sent is lost, nothing odd is billed.';
comment on column usage_quarantine.tenant_id is 'Whose event; platform where it does not say.';
comment on column usage_quarantine.key is 'As in usage_key.';
comment on column usage_quarantine.reason is 'Why it is not counted.';
comment on column usage_quarantine.event is 'The event as it would be stored, or what was received in its place.';
comment on column usage_quarantine.arrived_at is 'When it came.';
comment on column usage_quarantine.replayed_at is 'When it was taken in after all.';

create table usage_conflict (
    tenant_id  text        not null,
    key        uuid        not null,
    digest     bigint      not null,
    event      jsonb       not null,
    arrived_at timestamptz not null,
    primary key (tenant_id, key, digest)
);
comment on table usage_conflict is 'Repetitions that say something else than the event that counts: first wins, and the other is seen.';
comment on column usage_conflict.tenant_id is 'Whose event.';
comment on column usage_conflict.key is 'As in usage_key.';
comment on column usage_conflict.digest is 'The digest of what this one says.';
comment on column usage_conflict.event is 'What this one says.';
comment on column usage_conflict.arrived_at is 'When it came.';

create table meter (
    tenant_id     text        not null,
    code          text        not null,
    name          text        not null,
    resource_type text        not null,
    aggregation   jsonb       not null,
    created_at    timestamptz not null default now(),
    archived_at   timestamptz,
    primary key (tenant_id, code)
);
comment on table meter is 'Meters of tenants and, under platform, of the operator; the suite''s own are part of the service.';
comment on column meter.tenant_id is 'Whose meter; platform for the operator''s, which holds for every tenant.';
comment on column meter.code is 'Its name in plans, as words with hyphens.';
comment on column meter.name is 'Its name for people.';
comment on column meter.resource_type is 'The resource type that it listens to.';
comment on column meter.aggregation is 'How events become a quantity: aggregation, value, filters, grouping.';
comment on column meter.created_at is 'When it was made; it counts what was stored before, too.';
comment on column meter.archived_at is 'Since when it counts nothing new; null while it does.';
