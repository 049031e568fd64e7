-- Usage added up by the hour, in versions: what a bill as of a time knew can be read for ever.

create table usage_hour (
    tenant_id     text        not null,
    bucket        timestamptz not null,
    resource_type text        not null,
    service_id    text        not null,
    user_id       text        not null,
    recorded_at   timestamptz not null,
    superseded_at timestamptz not null default 'infinity',
    events        bigint      not null,
    quantity      numeric     not null,
    duration_ms   numeric     not null,
    highest       numeric     not null,
    lowest        numeric     not null,
    primary key (tenant_id, bucket, resource_type, service_id, user_id, recorded_at)
);
create unique index usage_hour_current
    on usage_hour (tenant_id, bucket, resource_type, service_id, user_id) where superseded_at = 'infinity';
create index usage_hour_by_time on usage_hour (bucket) where superseded_at = 'infinity';
comment on table usage_hour is 'Usage by bucket, resource, service and user; recomputed from the events, never added to.';
comment on column usage_hour.tenant_id is 'Who used it.';
comment on column usage_hour.bucket is 'The bucket''s beginning: an hour, or less where the tenant''s time zone is not whole hours off.';
comment on column usage_hour.resource_type is 'What was used.';
comment on column usage_hour.service_id is 'The service that was used.';
comment on column usage_hour.user_id is 'Who of the tenant used it.';
comment on column usage_hour.recorded_at is 'From which as-of time on this version holds.';
comment on column usage_hour.superseded_at is 'From which as-of time on another version holds, or none; infinity while this is the current one.';
comment on column usage_hour.events is 'How many events.';
comment on column usage_hour.quantity is 'The sum of their quantities.';
comment on column usage_hour.duration_ms is 'The sum of their durations.';
comment on column usage_hour.highest is 'The highest quantity of one event.';
comment on column usage_hour.lowest is 'The lowest quantity of one event.';

create table bucket_width (
    tenant_id text primary key,
    minutes   int  not null check (minutes in (15, 30, 60))
);
comment on table bucket_width is 'Tenants whose time zone is not whole hours off; all others have buckets of an hour.';
comment on column bucket_width.tenant_id is 'The tenant.';
comment on column bucket_width.minutes is 'How long its buckets are.';

create table rollup_state (
    single       boolean     primary key default true check (single),
    as_of        timestamptz not null,
    checked_at   timestamptz,
    checked_days int,
    differences  bigint
);
insert into rollup_state (as_of) values ('epoch');
comment on table rollup_state is 'How far the hours are added up.';
comment on column rollup_state.single is 'There is one row.';
comment on column rollup_state.as_of is 'The as-of time up to which versions are complete: a bill as of it reads the same for ever.';
comment on column rollup_state.checked_at is 'When the hours were last compared with their events.';
comment on column rollup_state.checked_days is 'How many days back.';
comment on column rollup_state.differences is 'How many hours differed, which is a defect.';

-- A number that a meter reads from a property; what is none is not counted.
create function usage_number(value text) returns numeric language sql immutable parallel safe as $$
    select case when value ~ '^-?[0-9]{1,30}(\.[0-9]{1,18})?$' then value::numeric end
$$;
