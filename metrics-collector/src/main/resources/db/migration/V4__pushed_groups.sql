-- Groups of metrics that were pushed (the Pushgateway's API), kept until they are deleted.

create table pushed_group (
    tenant_id    text   not null,
    environment  text   not null,
    grouping_key text   not null,
    labels       bytea  not null,
    pushed_at    timestamptz,
    failed_at    timestamptz,
    pushed_by    text   not null,
    version      bigint not null default 1,
    primary key (tenant_id, environment, grouping_key)
);
comment on table pushed_group is 'A group of pushed metrics; its owner among the collectors writes it to the engine again and again.';
comment on column pushed_group.tenant_id is 'Whose it is.';
comment on column pushed_group.environment is 'In which of the tenant''s environments.';
comment on column pushed_group.grouping_key is 'The grouping labels as text, sorted.';
comment on column pushed_group.labels is 'The grouping labels as JSON; job is always one.';
comment on column pushed_group.pushed_at is 'When a push last succeeded: push_time_seconds. Null: never.';
comment on column pushed_group.failed_at is 'When a push was last refused: push_failure_time_seconds. Null: never.';
comment on column pushed_group.pushed_by is 'The user who pushed last, and is charged.';
comment on column pushed_group.version is 'Grows with every change.';

create table pushed_family (
    tenant_id    text  not null,
    environment  text  not null,
    grouping_key text  not null,
    metric       text  not null,
    type         text  not null,
    content      bytea not null,
    primary key (tenant_id, environment, grouping_key, metric),
    foreign key (tenant_id, environment, grouping_key) references pushed_group on delete cascade
);
create index pushed_family_by_metric on pushed_family (tenant_id, environment, metric);
comment on table pushed_family is 'A metric family of a pushed group.';
comment on column pushed_family.tenant_id is 'Whose it is.';
comment on column pushed_family.environment is 'In which of the tenant''s environments.';
comment on column pushed_family.grouping_key is 'Its group.';
comment on column pushed_family.metric is 'Name of the family.';
comment on column pushed_family.type is 'Its type: the same in all groups of the tenant''s environment.';
comment on column pushed_family.content is 'Type, help, unit and samples as JSON.';

create table pushed_ending (
    id           bigint generated always as identity primary key,
    tenant_id    text  not null,
    environment  text  not null,
    grouping_key text  not null,
    series       bytea not null
);
comment on table pushed_ending is 'Series that are no longer pushed, until the engine was told by stale markers.';
comment on column pushed_ending.id is 'Order in which they ended.';
comment on column pushed_ending.tenant_id is 'Whose they were.';
comment on column pushed_ending.environment is 'In which of the tenant''s environments.';
comment on column pushed_ending.grouping_key is 'The group that they were in.';
comment on column pushed_ending.series is 'Their labels as JSON.';
