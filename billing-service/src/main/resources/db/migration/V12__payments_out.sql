-- What we ask of payment providers: to let a customer pay, and to send money back.

create table payment_checkout (
    id           uuid        primary key,
    tenant_id    text        not null,
    invoice_id   uuid        not null references invoice,
    provider     text        not null,
    provider_ref text        not null,
    currency     text        not null,
    amount_minor bigint      not null check (amount_minor > 0),
    url          text        not null,
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    paid_at      timestamptz,
    unique (provider, provider_ref)
);
create index payment_checkout_of_tenant on payment_checkout (tenant_id, created_at desc);
comment on table payment_checkout is 'Pages at providers on which a customer pays an invoice; what came of one is a payment of the same reference.';
comment on column payment_checkout.id is 'Its id; the provider makes one page for it, however often it is asked.';
comment on column payment_checkout.tenant_id is 'Whose.';
comment on column payment_checkout.invoice_id is 'What is paid.';
comment on column payment_checkout.provider is 'At which provider.';
comment on column payment_checkout.provider_ref is 'The provider''s own id of the payment.';
comment on column payment_checkout.currency is 'ISO 4217.';
comment on column payment_checkout.amount_minor is 'How much is to be paid, in minor units.';
comment on column payment_checkout.url is 'Where the customer goes.';
comment on column payment_checkout.created_at is 'When it was opened.';
comment on column payment_checkout.expires_at is 'Until when it can be paid.';
comment on column payment_checkout.paid_at is 'When the provider told that it was paid.';

create table payment_refund (
    id           uuid        primary key,
    payment_id   uuid        not null references payment,
    reference    text        not null,
    amount_minor bigint      not null check (amount_minor > 0),
    requested_at timestamptz not null,
    returned_at  timestamptz,
    unique (payment_id, reference)
);
create index payment_refund_waiting on payment_refund (requested_at) where returned_at is null;
comment on table payment_refund is 'Refunds that a provider is asked for; booked when its notice says that the money went back.';
comment on column payment_refund.id is 'Its id.';
comment on column payment_refund.payment_id is 'The payment that goes back.';
comment on column payment_refund.reference is 'What it is known by, to us and to the provider.';
comment on column payment_refund.amount_minor is 'How much of it, in minor units of the payment''s currency.';
comment on column payment_refund.requested_at is 'When it was asked for.';
comment on column payment_refund.returned_at is 'When the provider told that it was done.';
