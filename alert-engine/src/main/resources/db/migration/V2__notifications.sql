-- Who is told of alerts, and what was told.

create table routing_version (
    id         bigint generated always as identity unique,
    tenant_id  text not null,
    version    bigint not null,
    content    text,
    changed_by text not null,
    changed_at timestamptz not null default now(),
    primary key (tenant_id, version)
);
comment on table routing_version is 'The last versions of every tenant''s routes and receivers; the newest holds.';
comment on column routing_version.id is 'Grows with each change of anybody; engines look at the greatest.';
comment on column routing_version.tenant_id is 'Whose routing.';
comment on column routing_version.version is 'Counts the changes of the tenant from 1.';
comment on column routing_version.content is 'The YAML as it was written. Null: this change deleted it.';
comment on column routing_version.changed_by is 'The caller''s user id.';
comment on column routing_version.changed_at is 'When.';

create table notification (
    tenant_id   text not null,
    id          bigint generated always as identity,
    environment text not null,
    at          timestamptz not null,
    channel     text not null,
    receiver    text not null,
    target      text not null,
    alerts      jsonb not null,
    alert_count int not null,
    delivered   boolean not null,
    status      int not null,
    answer      text not null,
    took_ms     int not null,
    primary key (tenant_id, id)
);
create index notification_by_age on notification (at);
comment on table notification is 'What was sent, where, when, with which answer; bounded by age and by number for each tenant.';
comment on column notification.tenant_id is 'Whose alerts.';
comment on column notification.id is 'Grows; pages go by it.';
comment on column notification.environment is 'The tenant''s environment that they are about.';
comment on column notification.at is 'When the attempt began.';
comment on column notification.channel is 'alertmanager, or the kind of a receiver''s channel.';
comment on column notification.receiver is 'The receiver''s name; empty where an Alertmanager was told.';
comment on column notification.target is 'Where it went, without what is secret of an address.';
comment on column notification.alerts is 'The first alerts of it: labels, and whether they told of an end.';
comment on column notification.alert_count is 'How many alerts there were.';
comment on column notification.delivered is 'Whether the other side took it.';
comment on column notification.status is 'Its HTTP status; 0 where there was no answer.';
comment on column notification.answer is 'The first words of the answer, or of what went wrong.';
comment on column notification.took_ms is 'How long it took, in milliseconds.';
