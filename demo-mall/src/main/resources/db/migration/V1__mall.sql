-- The schema itself is made by whoever made the role; Flyway's default schema is mall.

create table mall.orders (
    tenant      text        not null,
    trade_no    text        not null,
    sku_id      text        not null,
    quantity    integer     not null check (quantity > 0),
    amount_fen  bigint      not null check (amount_fen >= 0),
    tier        text        not null,
    source      text        not null,
    gateway     text        not null,
    state       text        not null check (state in ('created', 'paid', 'failed', 'closed')),
    reason      text,
    trace_id    text,
    created_at  timestamptz not null,
    ended_at    timestamptz,
    primary key (tenant, trade_no)
);
comment on table mall.orders is 'One row an order; state goes from created to exactly one of the others.';
comment on column mall.orders.tenant is 'Whose shop.';
comment on column mall.orders.trade_no is 'out_trade_no towards the gateways; ordered by time.';
comment on column mall.orders.sku_id is 'What was bought.';
comment on column mall.orders.quantity is 'How many pieces.';
comment on column mall.orders.amount_fen is 'Revenue of the order in fen (1/100 CNY).';
comment on column mall.orders.tier is 'Who bought: gold, silver, bronze.';
comment on column mall.orders.source is 'Where from: app, mini_program, web.';
comment on column mall.orders.gateway is 'How it is paid: wechat, alipay.';
comment on column mall.orders.state is 'created, paid, failed (declined), closed (no stock, or no call-back in time).';
comment on column mall.orders.reason is 'Why it failed or was closed.';
comment on column mall.orders.trace_id is 'The trace of the request that made it, where it came by HTTP.';
comment on column mall.orders.created_at is 'When it was taken.';
comment on column mall.orders.ended_at is 'When it was paid, failed or closed.';

create index orders_by_time on mall.orders (tenant, created_at);
create index orders_open on mall.orders (tenant, created_at) where state = 'created';
create index orders_by_trace on mall.orders (tenant, trace_id) where trace_id is not null;

create table mall.payment_log (
    tenant      text        not null,
    at          timestamptz not null,
    entry_no    bigint      generated always as identity,
    trade_no    text        not null,
    gateway     text        not null,
    attempt     smallint    not null,
    event       text        not null check (event in ('attempt', 'outcome', 'callback')),
    result      text        not null check (result in ('pending', 'accepted', 'declined', 'applied', 'duplicate')),
    reason      text,
    amount_fen  bigint      not null,
    primary key (tenant, at, entry_no)
);
comment on table mall.payment_log is 'All that happened at the gateways; only appended to, and deleted by age.';
comment on column mall.payment_log.tenant is 'Whose shop.';
comment on column mall.payment_log.at is 'When it happened.';
comment on column mall.payment_log.entry_no is 'Order within one moment.';
comment on column mall.payment_log.trade_no is 'The order it is about.';
comment on column mall.payment_log.gateway is 'wechat, alipay.';
comment on column mall.payment_log.attempt is 'First or second attempt of the customer.';
comment on column mall.payment_log.event is 'attempt, outcome, callback.';
comment on column mall.payment_log.result is 'attempt: pending; outcome: accepted, declined; callback: applied, duplicate.';
comment on column mall.payment_log.reason is 'Why it was declined.';
comment on column mall.payment_log.amount_fen is 'The money at stake in fen.';

create table mall.stock (
    tenant      text        not null,
    sku_id      text        not null,
    zone        text        not null,
    available   bigint      not null,
    updated_at  timestamptz not null,
    primary key (tenant, sku_id)
);
comment on table mall.stock is 'What the books say is on the shelves; Redis counts the same faster.';
comment on column mall.stock.tenant is 'Whose shop.';
comment on column mall.stock.sku_id is 'What.';
comment on column mall.stock.zone is 'Where it lies.';
comment on column mall.stock.available is 'Pieces for sale; below zero when more was sold than was there.';
comment on column mall.stock.updated_at is 'When that was last changed.';

-- Rows change many times a second: leave room for updates in place, and clean up early.
alter table mall.stock set (fillfactor = 20, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
alter table mall.orders set (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
