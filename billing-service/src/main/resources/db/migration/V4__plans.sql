-- Price plans, and who pays by which.

create table price_plan (
    plan         text        not null,
    version      int         not null check (version >= 1),
    currency     text        not null,
    yaml         text        not null,
    state        text        not null check (state in ('draft', 'published', 'retired')),
    shadowed_at  timestamptz,
    published_at timestamptz,
    created_at   timestamptz not null default now(),
    created_by   text        not null,
    primary key (plan, version),
    check ((state = 'draft') = (published_at is null))
);
comment on table price_plan is 'Price plans as YAML, in versions; what is published never changes.';
comment on column price_plan.plan is 'The plan''s name.';
comment on column price_plan.version is 'Counts from 1.';
comment on column price_plan.currency is 'ISO 4217; what its prices are in.';
comment on column price_plan.yaml is 'The plan as it was written.';
comment on column price_plan.state is 'draft (priced for nobody), published (can be subscribed to), retired (only who has it).';
comment on column price_plan.shadowed_at is 'When it was last priced on past usage.';
comment on column price_plan.published_at is 'When it was published.';
comment on column price_plan.created_at is 'When it was written.';
comment on column price_plan.created_by is 'Who wrote it.';

create function keep_published_plan() returns trigger language plpgsql as $$
begin
    if old.state <> 'draft' and (tg_op = 'DELETE' or new.yaml <> old.yaml or new.state = 'draft') then
        raise exception 'plan %@% is published and never changes', old.plan, old.version;
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end
$$;
create trigger keep_published before update or delete on price_plan
    for each row execute function keep_published_plan();

create table subscription (
    tenant_id  text        not null,
    from_at    timestamptz not null,
    until_at   timestamptz not null default 'infinity' check (until_at > from_at),
    plan       text        not null,
    version    int         not null,
    created_at timestamptz not null default now(),
    created_by text        not null,
    primary key (tenant_id, from_at),
    foreign key (plan, version) references price_plan
);
create index subscription_of_plan on subscription (plan, version);
comment on table subscription is 'By which plan a tenant pays from when to when; the stretches of a tenant never overlap.';
comment on column subscription.tenant_id is 'Who pays.';
comment on column subscription.from_at is 'Since when.';
comment on column subscription.until_at is 'Until when, not included; infinity while nothing else was said.';
comment on column subscription.plan is 'The plan.';
comment on column subscription.version is 'Its version.';
comment on column subscription.created_at is 'When that was said.';
comment on column subscription.created_by is 'Who said it.';

create function keep_subscriptions_apart() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('billing.subscription.' || new.tenant_id, 0));
    if exists (select from subscription s where s.tenant_id = new.tenant_id and s.from_at <> new.from_at
            and s.from_at < new.until_at and s.until_at > new.from_at) then
        raise exception 'two subscriptions of % overlap', new.tenant_id;
    end if;
    return new;
end
$$;
create trigger keep_apart before insert or update on subscription
    for each row execute function keep_subscriptions_apart();

create table coupon (
    code         text        primary key,
    percent      numeric check (percent > 0 and percent <= 100),
    amount_minor bigint check (amount_minor > 0),
    currency     text,
    valid_until  timestamptz not null,
    periods      int         not null check (periods between 1 and 120),
    redemptions  int         not null check (redemptions >= 0),
    check ((percent is null) <> (amount_minor is null)),
    check ((amount_minor is null) = (currency is null))
);
comment on table coupon is 'What takes something off bills, before tax.';
comment on column coupon.code is 'What a customer types.';
comment on column coupon.percent is 'How many per cent it takes off; or null.';
comment on column coupon.amount_minor is 'How much it takes off, in minor units; or null.';
comment on column coupon.currency is 'The amount''s currency: it is for bills in it only.';
comment on column coupon.valid_until is 'Until when it can be redeemed.';
comment on column coupon.periods is 'On how many billing periods'' bills it is.';
comment on column coupon.redemptions is 'How often it can still be redeemed, over all tenants.';

create table coupon_redemption (
    tenant_id   text        not null,
    code        text        not null references coupon,
    redeemed_at timestamptz not null,
    until_at    timestamptz not null,
    primary key (tenant_id, code)
);
comment on table coupon_redemption is 'Which tenant redeemed which coupon, once each.';
comment on column coupon_redemption.tenant_id is 'Who.';
comment on column coupon_redemption.code is 'Which.';
comment on column coupon_redemption.redeemed_at is 'When; coupons are taken off in this order.';
comment on column coupon_redemption.until_at is 'Bills of periods that begin before then are reduced.';
