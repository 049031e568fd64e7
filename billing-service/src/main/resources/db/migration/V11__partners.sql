-- Resellers: whose customers tenants are, what part of the revenue is theirs, and what was stated of it.

create table partner (
    tenant_id  text        primary key,
    name       text        not null,
    updated_at timestamptz not null
);
comment on table partner is 'Resellers. A partner is a tenant, too: its clients with the scope partners act for it.';
comment on column partner.tenant_id is 'The partner''s own tenant.';
comment on column partner.name is 'Its name for people.';
comment on column partner.updated_at is 'When it was last changed.';

create table partner_rule (
    partner    text  not null references partner,
    from_month date  not null,
    rule       jsonb not null,
    primary key (partner, from_month)
);
comment on table partner_rule is 'What part of its customers'' revenue is a partner''s, from which month on.';
comment on column partner_rule.partner is 'The partner.';
comment on column partner_rule.from_month is 'The first day of the first month that it holds for.';
comment on column partner_rule.rule is 'The share: one percentage, or percentages by tiers of the month''s revenue.';

create table partner_customer (
    tenant_id text        not null,
    from_at   timestamptz not null,
    until_at  timestamptz not null default 'infinity' check (until_at > from_at),
    partner   text        not null references partner check (partner <> tenant_id),
    primary key (tenant_id, from_at)
);
create unique index partner_customer_now on partner_customer (tenant_id) where until_at = 'infinity';
create index partner_customer_of_partner on partner_customer (partner, tenant_id);
comment on table partner_customer is 'Whose customer a tenant is from when to when; one partner''s at a time.';
comment on column partner_customer.tenant_id is 'The customer.';
comment on column partner_customer.from_at is 'Since when.';
comment on column partner_customer.until_at is 'Until when, not included; infinity while it is.';
comment on column partner_customer.partner is 'The partner.';

create table partner_key (
    partner   text   not null references partner,
    client_id text   not null,
    customers text[] not null,
    primary key (partner, client_id)
);
comment on table partner_key is 'Clients of a partner that may look at some of its customers only; one that is not here may look at all.';
comment on column partner_key.partner is 'The partner.';
comment on column partner_key.client_id is 'The client, as tokens name it.';
comment on column partner_key.customers is 'The customers that it may look at, as long as they are the partner''s.';

create table partner_invitation (
    code_sha256 bytea       primary key,
    partner     text        not null references partner,
    expires_at  timestamptz not null,
    accepted_by text,
    accepted_at timestamptz
);
comment on table partner_invitation is 'Codes by which a tenant becomes a partner''s customer, of its own will.';
comment on column partner_invitation.code_sha256 is 'SHA-256 of the code, which is known to the partner alone.';
comment on column partner_invitation.partner is 'Who invites.';
comment on column partner_invitation.expires_at is 'Until when it can be accepted.';
comment on column partner_invitation.accepted_by is 'The tenant that accepted it.';
comment on column partner_invitation.accepted_at is 'When.';

create table partner_statement (
    partner        text        not null references partner,
    currency       text        not null,
    month          date        not null,
    total_minor    bigint      not null,
    content        text        not null,
    content_sha256 text        not null,
    issued_at      timestamptz not null,
    primary key (partner, currency, month)
);
comment on table partner_statement is 'What a partner earned in a month, as it was stated; never changed: what turns out differently is a line of a later one.';
comment on column partner_statement.partner is 'The partner.';
comment on column partner_statement.currency is 'ISO 4217.';
comment on column partner_statement.month is 'The first day of the month.';
comment on column partner_statement.total_minor is 'What it comes to, in minor units; below zero where more was credited than earned.';
comment on column partner_statement.content is 'The canonical JSON, byte for byte.';
comment on column partner_statement.content_sha256 is 'SHA-256 of the content.';
comment on column partner_statement.issued_at is 'When it was stated.';
create trigger never_changed before update or delete on partner_statement for each row execute function refuse_change();
