-- Answers to POSTs with an Idempotency-Key, in the schema of each service that takes such keys.
create table if not exists idempotent_answer (
    caller         text        not null,
    key            text        not null,
    request_sha256 bytea       not null,
    answer         bytea       not null,
    created_at     timestamptz not null default now(),
    primary key (caller, key)
);
comment on table idempotent_answer is 'What a POST with an Idempotency-Key was answered, given again for the same key for 24 hours';
comment on column idempotent_answer.caller is 'Client id of the caller: keys of different callers do not meet';
comment on column idempotent_answer.key is 'The Idempotency-Key';
comment on column idempotent_answer.request_sha256 is 'SHA-256 of path and body: the same key with another request is refused';
comment on column idempotent_answer.answer is 'The answer''s JSON, under the service''s seal where it has one';
comment on column idempotent_answer.created_at is 'When it was first answered';
