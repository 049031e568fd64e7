-- What queries cost, and which are blocked.
create table query_log (
    tenant_id      text        not null,
    environment    text        not null,
    endpoint       text        not null,
    hour           timestamptz not null,
    fingerprint    text        not null,
    query          text        not null,
    last_user      text        not null,
    asked          bigint      not null,
    millis         bigint      not null,
    slowest_millis bigint      not null,
    samples        bigint      not null,
    bytes          bigint      not null,
    last_at        timestamptz not null,
    primary key (tenant_id, hour, environment, endpoint, fingerprint)
);
create index query_log_by_hour on query_log (hour);

comment on table query_log is 'Answered queries by hour, those of the same text together; the longest are kept';
comment on column query_log.tenant_id is 'Whose queries they are';
comment on column query_log.environment is 'Environment of the tenant';
comment on column query_log.endpoint is 'Path below the API''s prefix: query, query_range, ...';
comment on column query_log.hour is 'Start of the hour in which they ended';
comment on column query_log.fingerprint is 'SHA-256 of the canonical text, 16 bytes in hexadecimal';
comment on column query_log.query is 'Canonical text, cut after 2,048 characters';
comment on column query_log.last_user is 'Who asked last: the subject of the token';
comment on column query_log.asked is 'How many there were';
comment on column query_log.millis is 'Milliseconds that they took in all';
comment on column query_log.slowest_millis is 'Milliseconds of the slowest';
comment on column query_log.samples is 'Samples that they read in all';
comment on column query_log.bytes is 'Bytes of their answers in all';
comment on column query_log.last_at is 'When the last one ended';

create table block_rule (
    tenant_id  text        not null,
    name       text        not null,
    pattern    text        not null,
    reason     text        not null,
    user_id    text,
    created_by text        not null,
    created_at timestamptz not null,
    primary key (tenant_id, name)
);

comment on table block_rule is 'Queries that a tenant does not want to be answered';
comment on column block_rule.tenant_id is 'Whose rule it is, and whose queries it blocks';
comment on column block_rule.name is 'Name within the tenant';
comment on column block_rule.pattern is 'Canonical text with * for any text';
comment on column block_rule.reason is 'What blocked users are told';
comment on column block_rule.user_id is 'The only user that it blocks, or null for everybody';
comment on column block_rule.created_by is 'The subject of the token that wrote it last';
comment on column block_rule.created_at is 'When it was written last';
