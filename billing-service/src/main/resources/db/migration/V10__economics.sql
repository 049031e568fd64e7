-- What the suite costs its operator, and what customers are worth to it.

create table cost_pool (
    code          text        primary key,
    name          text        not null,
    query         text        not null,
    price         numeric     not null check (price >= 0),
    currency      text        not null,
    resource_type text        not null,
    since         timestamptz not null,
    until         timestamptz not null default 'infinity',
    updated_at    timestamptz not null
);
comment on table cost_pool is 'Something that the suite runs on and that costs money by what is consumed of it, measured in the operator''s own Prometheus.';
comment on column cost_pool.code is 'Its code, as words with hyphens.';
comment on column cost_pool.name is 'Its name for people.';
comment on column cost_pool.query is 'PromQL: how many units were consumed in the hour that ends at the time that it is asked for.';
comment on column cost_pool.price is 'What a unit costs, in major units, from the next hour that is measured.';
comment on column cost_pool.currency is 'ISO 4217.';
comment on column cost_pool.resource_type is 'By whose usage of what an hour''s cost is shared out to tenants.';
comment on column cost_pool.since is 'The first hour that is measured.';
comment on column cost_pool.until is 'The hour from which on it is measured no more; infinity while it is.';
comment on column cost_pool.updated_at is 'When it was last changed.';

create table cost_hour (
    pool        text        not null references cost_pool,
    hour        timestamptz not null,
    quantity    numeric     not null,
    price       numeric     not null,
    currency    text        not null,
    measured_at timestamptz not null,
    primary key (pool, hour)
);
create index cost_hour_by_time on cost_hour (hour);
comment on table cost_hour is 'What was consumed of a pool in an hour, as the operator''s Prometheus said; an hour that is not here was not measured.';
comment on column cost_hour.pool is 'The pool.';
comment on column cost_hour.hour is 'The hour''s beginning.';
comment on column cost_hour.quantity is 'How many units.';
comment on column cost_hour.price is 'What a unit cost then, in major units.';
comment on column cost_hour.currency is 'ISO 4217.';
comment on column cost_hour.measured_at is 'When it was asked for.';

create table economics_segment (
    code       text        primary key,
    name       text        not null,
    updated_at timestamptz not null
);
comment on table economics_segment is 'A group of customers that is looked at by itself.';
comment on column economics_segment.code is 'Its code, as words with hyphens.';
comment on column economics_segment.name is 'Its name for people.';
comment on column economics_segment.updated_at is 'When it was last changed.';

create table economics_member (
    tenant_id text primary key,
    segment   text not null references economics_segment
);
create index economics_member_of_segment on economics_member (segment);
comment on table economics_member is 'In which segment a tenant is; one that is not here is in none.';
comment on column economics_member.tenant_id is 'The tenant.';
comment on column economics_member.segment is 'Its segment.';

create table economics_cost (
    month        date        not null,
    segment      text        not null references economics_segment,
    kind         text        not null check (kind in ('acquisition', 'service', 'other')),
    reference    text        not null,
    currency     text        not null,
    amount_minor bigint      not null,
    note         text        not null,
    given_at     timestamptz not null,
    primary key (month, segment, kind, reference, currency)
);
comment on table economics_cost is 'Cost that the operator told of: what winning customers took, and what no meter of ours measures.';
comment on column economics_cost.month is 'The first day of the month that it belongs to.';
comment on column economics_cost.segment is 'For which customers it was spent.';
comment on column economics_cost.kind is 'acquisition (to win customers), service (to serve them, in place of what is measured), other.';
comment on column economics_cost.reference is 'What it is known by: telling it again puts the amount in place of the one before.';
comment on column economics_cost.currency is 'ISO 4217.';
comment on column economics_cost.amount_minor is 'In minor units.';
comment on column economics_cost.note is 'What for, in words.';
comment on column economics_cost.given_at is 'When it was last told.';
