-- What is told to tenants: to which endpoints, with which result.

alter table outbox add column dispatched_at timestamptz;
create index outbox_undispatched on outbox (created_at, id) where dispatched_at is null;
comment on column outbox.dispatched_at is 'When deliveries were made of it; null while none were.';

create table webhook_endpoint (
    id              uuid        primary key,
    tenant_id       text        not null,
    url             text        not null,
    description     text        not null,
    types           text[]      not null,
    secret          bytea       not null,
    retiring_secret bytea,
    retiring_until  timestamptz,
    disabled        text,
    failing_since   timestamptz,
    created_at      timestamptz not null,
    deleted_at      timestamptz
);
create index webhook_endpoint_of_tenant on webhook_endpoint (tenant_id) where deleted_at is null;
comment on table webhook_endpoint is 'Addresses that tenants want to be told at.';
comment on column webhook_endpoint.id is 'Its id.';
comment on column webhook_endpoint.tenant_id is 'Whose.';
comment on column webhook_endpoint.url is 'Where; checked before every call.';
comment on column webhook_endpoint.description is 'What the tenant says of it.';
comment on column webhook_endpoint.types is 'Of what it is told; empty for everything.';
comment on column webhook_endpoint.secret is 'The key that deliveries are signed with, encrypted.';
comment on column webhook_endpoint.retiring_secret is 'The key before, with which they are signed too for a while.';
comment on column webhook_endpoint.retiring_until is 'Until then.';
comment on column webhook_endpoint.disabled is 'Why it is told nothing now; null while it is.';
comment on column webhook_endpoint.failing_since is 'Since when no delivery has succeeded; null while they do.';
comment on column webhook_endpoint.created_at is 'When it was made.';
comment on column webhook_endpoint.deleted_at is 'When it was removed.';

create table delivery (
    id          uuid        primary key,
    message_id  uuid        not null references outbox,
    tenant_id   text        not null,
    endpoint_id uuid        references webhook_endpoint,
    state       text        not null check (state in ('waiting', 'delivered', 'dead')),
    attempts    int         not null default 0,
    next_at     timestamptz not null,
    created_at  timestamptz not null,
    ended_at    timestamptz
);
create unique index delivery_once on delivery (message_id, coalesce(endpoint_id, '00000000-0000-0000-0000-000000000000'));
create index delivery_due on delivery (next_at) where state = 'waiting';
create index delivery_of_endpoint on delivery (tenant_id, endpoint_id, created_at desc);
comment on table delivery is 'A message on its way to one endpoint, or by e-mail where no endpoint is named.';
comment on column delivery.id is 'Its id.';
comment on column delivery.message_id is 'The message.';
comment on column delivery.tenant_id is 'Whose.';
comment on column delivery.endpoint_id is 'Where to; null for e-mail.';
comment on column delivery.state is 'Whether it waits, has arrived, or was given up.';
comment on column delivery.attempts is 'How often it was tried.';
comment on column delivery.next_at is 'When it is tried next; in the near future while it is being tried.';
comment on column delivery.created_at is 'When it was made.';
comment on column delivery.ended_at is 'When it arrived or was given up.';

create table delivery_attempt (
    delivery_id uuid        not null references delivery,
    attempt     int         not null,
    tenant_id   text        not null,
    at          timestamptz not null,
    status      int,
    ms          int         not null,
    answer      text        not null,
    primary key (delivery_id, attempt)
);
comment on table delivery_attempt is 'What came of each try.';
comment on column delivery_attempt.delivery_id is 'The delivery.';
comment on column delivery_attempt.attempt is 'Which try, from 1.';
comment on column delivery_attempt.tenant_id is 'Whose.';
comment on column delivery_attempt.at is 'When it was tried.';
comment on column delivery_attempt.status is 'The HTTP status; null where there was no answer.';
comment on column delivery_attempt.ms is 'How long it took, in milliseconds.';
comment on column delivery_attempt.answer is 'The beginning of the answer, or why there was none.';
