-- Budgets of tenants, and what billing has the directory say of tenants.

create table budget (
    tenant_id   text        not null,
    code        text        not null,
    name        text        not null,
    meter       text,
    amount      numeric     not null check (amount > 0),
    thresholds  int[]       not null,
    cap         text,
    created_at  timestamptz not null default now(),
    primary key (tenant_id, code)
);
comment on table budget is 'How much a tenant means to use or spend in a billing period, and when it wants to be told.';
comment on column budget.tenant_id is 'Whose.';
comment on column budget.code is 'Its code, as words with hyphens.';
comment on column budget.name is 'Its name for people.';
comment on column budget.meter is 'The meter whose quantity is watched; null for the bill''s total without tax.';
comment on column budget.amount is 'The budget, in the meter''s unit or the plan''s currency.';
comment on column budget.thresholds is 'Of how many per cent the tenant is told, in order.';
comment on column budget.cap is 'The cap that is set to zero in the directory when the budget is used up; null for none: only told.';
comment on column budget.created_at is 'When it was made.';

create table budget_notice (
    tenant_id   text        not null,
    code        text        not null,
    period_from timestamptz not null,
    notice      text        not null,
    told_at     timestamptz not null,
    primary key (tenant_id, code, period_from, notice),
    foreign key (tenant_id, code) references budget on delete cascade
);
comment on table budget_notice is 'What was told of a budget in a period: each once.';
comment on column budget_notice.tenant_id is 'Whom.';
comment on column budget_notice.code is 'Of which budget.';
comment on column budget_notice.period_from is 'In which period.';
comment on column budget_notice.notice is 'A threshold in per cent, or forecast.';
comment on column budget_notice.told_at is 'When.';

create table standing (
    tenant_id  text        primary key,
    standing   jsonb       not null,
    wanted     bigint      not null default 1,
    written    bigint      not null default 0,
    changed_at timestamptz not null
);
create index standing_to_write on standing (changed_at) where wanted > written;
comment on table standing is 'What the directory is to say of a tenant: its caps and whether it is served; written there until it is.';
comment on column standing.tenant_id is 'Of whom.';
comment on column standing.standing is 'Plan, features, caps, status; what is not there stays as it is.';
comment on column standing.wanted is 'Grows with every change.';
comment on column standing.written is 'The change that the directory has.';
comment on column standing.changed_at is 'When it was last changed.';

create table usage_told (
    tenant_id text        not null,
    hour      timestamptz not null,
    primary key (tenant_id, hour)
);
comment on table usage_told is 'Hours whose usage is in the tenant''s own database, as pharos_usage_*.';
comment on column usage_told.tenant_id is 'Whose.';
comment on column usage_told.hour is 'Which hour.';
