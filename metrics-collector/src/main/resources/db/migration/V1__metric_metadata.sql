-- What senders say of their metrics.

create table metric_metadata (
    tenant_id text        not null,
    metric    text        not null,
    type      text        not null,
    help      text        not null,
    unit      text        not null,
    seen_at   timestamptz not null,
    primary key (tenant_id, metric)
);
create index metric_metadata_by_age on metric_metadata (seen_at);
comment on table metric_metadata is 'Type, help and unit of each tenant''s metrics, as the last sender told them; bounded for each tenant.';
comment on column metric_metadata.tenant_id is 'Whose metric.';
comment on column metric_metadata.metric is 'Name of the metric family.';
comment on column metric_metadata.type is 'counter, gauge, histogram, gaugehistogram, summary, info, stateset or unknown.';
comment on column metric_metadata.help is 'What it says, for people; empty where nobody told. Cut to the configured length.';
comment on column metric_metadata.unit is 'Its unit, such as seconds; empty where nobody told.';
comment on column metric_metadata.seen_at is 'When a sender last told of it, to within an hour; old ones are deleted.';
