-- Prepaid credit, and spare capacity that is sold.

create table wallet (
    id            uuid        primary key,
    tenant_id     text        not null,
    name          text        not null,
    priority      int         not null check (priority between 1 and 50),
    currency      text        not null,
    balance_minor bigint      not null check (balance_minor >= 0),
    expires_at    timestamptz,
    created_at    timestamptz not null
);
create index wallet_of_tenant on wallet (tenant_id, currency);
comment on table wallet is 'Prepaid credit; what is drawn first is the lower priority, then what expires first, then the oldest.';
comment on column wallet.id is 'Its id, a UUIDv7.';
comment on column wallet.tenant_id is 'Whose.';
comment on column wallet.name is 'Its name for people.';
comment on column wallet.priority is '1 is drawn first, 50 last.';
comment on column wallet.currency is 'ISO 4217; it pays bills in it only.';
comment on column wallet.balance_minor is 'What it holds, in minor units: the sum of its movements, never below zero.';
comment on column wallet.expires_at is 'When what is left expires; null for never.';
comment on column wallet.created_at is 'When it was granted or bought.';

create table wallet_movement (
    wallet_id uuid        not null references wallet,
    reference text        not null,
    tenant_id text        not null,
    minor     bigint      not null,
    reason    text        not null check (reason in ('grant', 'purchase', 'draw', 'return', 'expiry')),
    at        timestamptz not null,
    primary key (wallet_id, reference)
);
create index wallet_movement_of_tenant on wallet_movement (tenant_id, at);
comment on table wallet_movement is 'What went into and out of wallets; only ever added to, each reference once.';
comment on column wallet_movement.wallet_id is 'The wallet.';
comment on column wallet_movement.reference is 'What it was for: the same is never booked twice.';
comment on column wallet_movement.tenant_id is 'Whose.';
comment on column wallet_movement.minor is 'In minor units; below zero where it went out.';
comment on column wallet_movement.reason is 'Why.';
comment on column wallet_movement.at is 'When.';

create table capacity_offer (
    code             text        primary key,
    name             text        not null,
    resource         text        not null,
    unit             text        not null,
    stock            numeric     not null check (stock >= 0),
    least            numeric     not null check (least > 0),
    price            numeric     not null check (price >= 0),
    currency         text        not null,
    longest_seconds  bigint      not null check (longest_seconds > 0),
    price_seconds    bigint      not null check (price_seconds > 0),
    sold_from        timestamptz not null,
    sold_until       timestamptz not null,
    monthly_cost     numeric     not null,
    updated_at       timestamptz not null default now()
);
comment on table capacity_offer is 'Spare capacity that tenants can lease: never more at a time than is spare.';
comment on column capacity_offer.code is 'Its code, as words with hyphens.';
comment on column capacity_offer.name is 'Its name for people.';
comment on column capacity_offer.resource is 'What switches it on: told in the activation message.';
comment on column capacity_offer.unit is 'What a quantity of 1 is.';
comment on column capacity_offer.stock is 'How many units are spare at any time.';
comment on column capacity_offer.least is 'The fewest units of a lease.';
comment on column capacity_offer.price is 'Of one unit for the time of price_seconds, in major units.';
comment on column capacity_offer.currency is 'ISO 4217.';
comment on column capacity_offer.longest_seconds is 'The longest lease.';
comment on column capacity_offer.price_seconds is 'The time that the price is for; a begun one is paid whole.';
comment on column capacity_offer.sold_from is 'From when leases can begin.';
comment on column capacity_offer.sold_until is 'When the last lease ends.';
comment on column capacity_offer.monthly_cost is 'What keeping it in reserve costs a month, in major units.';
comment on column capacity_offer.updated_at is 'When it was last changed.';

create table capacity_lease (
    id          uuid        primary key,
    offer       text        not null references capacity_offer,
    tenant_id   text        not null,
    quantity    numeric     not null check (quantity > 0),
    from_at     timestamptz not null,
    until_at    timestamptz not null check (until_at > from_at),
    price_minor bigint      not null,
    currency    text        not null,
    arithmetic  text        not null,
    state       text        not null check (state in ('reserved', 'active', 'ended', 'cancelled')),
    created_at  timestamptz not null
);
create index capacity_lease_of_offer on capacity_lease (offer, from_at, until_at) where state in ('reserved', 'active');
create index capacity_lease_of_tenant on capacity_lease (tenant_id, created_at);
create index capacity_lease_due on capacity_lease (state, from_at, until_at);
comment on table capacity_lease is 'Capacity that a tenant leased for a time.';
comment on column capacity_lease.id is 'Its id, a UUIDv7; the id of the usage event that bills it, too.';
comment on column capacity_lease.offer is 'Of what.';
comment on column capacity_lease.tenant_id is 'Who.';
comment on column capacity_lease.quantity is 'How many units.';
comment on column capacity_lease.from_at is 'From when.';
comment on column capacity_lease.until_at is 'Until when, not included.';
comment on column capacity_lease.price_minor is 'The price, in minor units.';
comment on column capacity_lease.currency is 'The price''s currency.';
comment on column capacity_lease.arithmetic is 'How the price comes about, in words.';
comment on column capacity_lease.state is 'reserved (not begun), active (told to be switched on), ended (told to be switched off), cancelled (before it began).';
comment on column capacity_lease.created_at is 'When it was leased.';

-- Held by the database, too: at no time more leased than is spare. The offer''s row is locked, so leases come one by one.
create function keep_within_stock() returns trigger language plpgsql as $$
declare
    spare numeric;
    peak  numeric;
begin
    if new.state not in ('reserved', 'active') then
        return new;
    end if;
    select stock into spare from capacity_offer where code = new.offer for update;
    select max(load) into peak from (
        select (select sum(l.quantity) from capacity_lease l
                where l.offer = new.offer and l.id <> new.id and l.state in ('reserved', 'active')
                    and l.from_at <= t.at and l.until_at > t.at) as load
        from (select new.from_at as at union
              select from_at from capacity_lease where offer = new.offer and state in ('reserved', 'active')
                  and from_at > new.from_at and from_at < new.until_at) t) loads;
    if coalesce(peak, 0) + new.quantity > spare then
        raise exception 'only % of % are free', spare - coalesce(peak, 0), new.offer using errcode = 'P0001';
    end if;
    return new;
end
$$;
create trigger keep_within_stock before insert on capacity_lease for each row execute function keep_within_stock();

insert into capacity_offer (code, name, resource, unit, stock, least, price, currency, longest_seconds, price_seconds,
    sold_from, sold_until, monthly_cost)
values
    ('cdn-burst', 'CDN burst pack', 'cdn', 'GB', 5000, 10, 0.35, 'CNY', 10800, 10800,
        '2026-01-01T00:00Z', '2100-01-01T00:00Z', 12000),
    ('cache-lease', 'Leased cache', 'cache', 'GiB', 64, 1, 9.60, 'CNY', 2678400, 86400,
        '2026-01-01T00:00Z', '2100-01-01T00:00Z', 8500),
    ('log-sandbox', 'SQL sandbox over logs', 'log-pool', 'compute unit', 20, 1, 1.80, 'CNY', 604800, 3600,
        '2026-01-01T00:00Z', '2100-01-01T00:00Z', 6200);
