-- Invoices, what was issued, the books, payments.

create table billing_profile (
    tenant_id  text        primary key,
    profile    jsonb       not null,
    updated_at timestamptz not null
);
comment on table billing_profile is 'How each tenant is invoiced; a tenant without a row gets what follows from its name.';
comment on column billing_profile.tenant_id is 'Whose.';
comment on column billing_profile.profile is 'Legal person, language, brand, and the forms of the document.';
comment on column billing_profile.updated_at is 'When it was last said.';

create table invoice (
    id             uuid        primary key,
    tenant_id      text        not null,
    seller         text        not null,
    currency       text        not null,
    period_from    timestamptz not null,
    period_to      timestamptz not null,
    billed_until   timestamptz not null,
    state          text        not null check (state in ('draft', 'grace', 'finalised', 'paid', 'void', 'uncollectible')),
    grace_until    timestamptz,
    sequence       bigint,
    issued_at      timestamptz,
    settled_at     timestamptz,
    ended_at       timestamptz,
    void_reason    text,
    due_on         date,
    as_of          timestamptz not null,
    net_minor      bigint      not null,
    tax_minor      bigint      not null,
    paid_minor     bigint      not null default 0,
    credited_minor bigint      not null default 0,
    draft          text,
    dispute        text,
    disputed_at    timestamptz,
    dunning        text        not null default 'none' check (dunning in ('none', 'reminded', 'restricted', 'suspended')),
    created_at     timestamptz not null default now(),
    unique (seller, sequence),
    check ((state in ('draft', 'grace')) = (sequence is null)),
    check ((sequence is null) = (issued_at is null)),
    check ((sequence is null) = (draft is not null))
);
create unique index invoice_once on invoice (tenant_id, currency, period_from, billed_until) where state <> 'void';
create index invoice_of_tenant on invoice (tenant_id, period_from desc, id);
create index invoice_in_grace on invoice (grace_until) where state = 'grace';
create index invoice_open on invoice (due_on) where state = 'finalised';
comment on table invoice is 'Invoices of tenants through their life. What was issued is never changed: a trigger holds it.';
comment on column invoice.id is 'Its id, a UUIDv7.';
comment on column invoice.tenant_id is 'Whom it is to.';
comment on column invoice.seller is 'Who issues it.';
comment on column invoice.currency is 'ISO 4217; of all its amounts.';
comment on column invoice.period_from is 'The beginning of the billing period.';
comment on column invoice.period_to is 'Its end, not included.';
comment on column invoice.billed_until is 'Until when usage is on this invoice; before the period''s end on an interim one.';
comment on column invoice.state is 'Where it is in its life.';
comment on column invoice.grace_until is 'Until when late usage is taken in.';
comment on column invoice.sequence is 'Its number within the seller''s, without a gap.';
comment on column invoice.issued_at is 'When it was finalised.';
comment on column invoice.settled_at is 'When nothing was open any more.';
comment on column invoice.ended_at is 'When it was voided or given up.';
comment on column invoice.void_reason is 'Why it was taken back.';
comment on column invoice.due_on is 'The last day to pay, on the seller''s calendar.';
comment on column invoice.as_of is 'Usage stored before then is on it.';
comment on column invoice.net_minor is 'Without tax, in minor units.';
comment on column invoice.tax_minor is 'The tax, in minor units.';
comment on column invoice.paid_minor is 'Payments less what went back, in minor units.';
comment on column invoice.credited_minor is 'Credit notes on it, in minor units.';
comment on column invoice.draft is 'The canonical content while it is none that was issued.';
comment on column invoice.dispute is 'What the customer objects to; while it stands nobody duns.';
comment on column invoice.disputed_at is 'Since when.';
comment on column invoice.dunning is 'How far dunning has gone.';
comment on column invoice.created_at is 'When the draft was made.';

create table issued_document (
    seller          text        not null,
    series          text        not null check (series in ('invoice', 'credit-note')),
    sequence        bigint      not null check (sequence >= 1),
    id              uuid        not null unique,
    tenant_id       text        not null,
    invoice_id      uuid        not null references invoice,
    number          text        not null unique,
    issued_at       timestamptz not null,
    content         text        not null,
    content_sha256  text        not null,
    previous_sha256 text        not null,
    chain_sha256    text        not null,
    primary key (seller, series, sequence)
);
create index issued_document_of_invoice on issued_document (tenant_id, invoice_id);
comment on table issued_document is 'What was issued, as it was issued: a chain of hashes for each seller and series, only ever added to.';
comment on column issued_document.seller is 'Who issued it.';
comment on column issued_document.series is 'Its range of numbers.';
comment on column issued_document.sequence is 'Its place in the range: 1, 2, 3, without a gap.';
comment on column issued_document.id is 'Its id; an invoice''s is the invoice''s.';
comment on column issued_document.tenant_id is 'Whom it is to.';
comment on column issued_document.invoice_id is 'The invoice that it is, or that it corrects.';
comment on column issued_document.number is 'The number that it shows.';
comment on column issued_document.issued_at is 'When it was issued.';
comment on column issued_document.content is 'The canonical JSON, byte for byte.';
comment on column issued_document.content_sha256 is 'SHA-256 of the content.';
comment on column issued_document.previous_sha256 is 'The chain hash of the one before; empty for the first.';
comment on column issued_document.chain_sha256 is 'SHA-256 of previous, number and content hash, a line each.';

create table document_file (
    document_id uuid        not null,
    tenant_id   text        not null,
    kind        text        not null check (kind in ('pdf')),
    renderer    text        not null,
    bytes       bytea       not null,
    sha256      text        not null,
    made_at     timestamptz not null,
    primary key (document_id, kind)
);
comment on table document_file is 'The file of an issued document as it was first made, kept with its hash.';
comment on column document_file.document_id is 'The issued document.';
comment on column document_file.tenant_id is 'Whose.';
comment on column document_file.kind is 'What form.';
comment on column document_file.renderer is 'What made it; another version may make other bytes.';
comment on column document_file.bytes is 'The file.';
comment on column document_file.sha256 is 'Its SHA-256.';
comment on column document_file.made_at is 'When it was made.';

-- A document takes the next place of its series, and continues its chain; the row of the one before is locked, so two
-- at once wait for each other, and a transaction that is rolled back leaves no gap.
create function continue_chain() returns trigger language plpgsql as $$
declare
    last issued_document%rowtype;
begin
    perform pg_advisory_xact_lock(hashtextextended('billing.numbers.' || new.seller || '.' || new.series, 0));
    select * into last from issued_document
        where seller = new.seller and series = new.series order by sequence desc limit 1;
    if new.sequence <> coalesce(last.sequence, 0) + 1 then
        raise exception 'the next number of % % is %, not %', new.seller, new.series, coalesce(last.sequence, 0) + 1, new.sequence;
    end if;
    if new.previous_sha256 <> coalesce(last.chain_sha256, '')
        or new.content_sha256 <> encode(sha256(convert_to(new.content, 'UTF8')), 'hex')
        or new.chain_sha256 <> encode(sha256(convert_to(
            new.previous_sha256 || E'\n' || new.number || E'\n' || new.content_sha256, 'UTF8')), 'hex') then
        raise exception 'document % does not continue the chain', new.number;
    end if;
    return new;
end
$$;
create trigger continue_chain before insert on issued_document for each row execute function continue_chain();

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'rows of % are never changed or deleted', tg_table_name;
end
$$;
create trigger never_changed before update or delete on issued_document for each row execute function refuse_change();
create trigger never_changed before update or delete on document_file for each row execute function refuse_change();
create trigger never_emptied before truncate on issued_document for each statement execute function refuse_change();

create function keep_issued() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        if old.sequence is not null then
            raise exception 'invoice %-% was issued and is never deleted', old.seller, old.sequence;
        end if;
        return old;
    end if;
    if old.sequence is not null and (
        new.sequence, new.issued_at, new.seller, new.tenant_id, new.currency, new.period_from, new.period_to,
        new.billed_until, new.as_of, new.net_minor, new.tax_minor, new.due_on)
        is distinct from (
        old.sequence, old.issued_at, old.seller, old.tenant_id, old.currency, old.period_from, old.period_to,
        old.billed_until, old.as_of, old.net_minor, old.tax_minor, old.due_on) then
        raise exception 'invoice %-% was issued: its content stays', old.seller, old.sequence;
    end if;
    return new;
end
$$;
create trigger keep_issued before update or delete on invoice for each row execute function keep_issued();

create table ledger_movement (
    id        bigint generated always as identity primary key,
    tenant_id text        not null,
    kind      text        not null,
    reference text        not null,
    booked_at timestamptz not null,
    unique (tenant_id, kind, reference)
);
comment on table ledger_movement is 'Movements of money, each booked once.';
comment on column ledger_movement.id is 'The order of booking.';
comment on column ledger_movement.tenant_id is 'Whose.';
comment on column ledger_movement.kind is 'What happened.';
comment on column ledger_movement.reference is 'To what; with the kind it is what makes the movement the same movement.';
comment on column ledger_movement.booked_at is 'When it was booked.';

create table ledger_entry (
    id           bigint generated always as identity primary key,
    movement_id  bigint not null references ledger_movement,
    tenant_id    text   not null,
    account      text   not null,
    currency     text   not null,
    amount_minor bigint not null check (amount_minor <> 0),
    invoice_id   uuid
);
create index ledger_entry_of_movement on ledger_entry (movement_id);
create index ledger_entry_of_tenant on ledger_entry (tenant_id, account);
create index ledger_entry_of_invoice on ledger_entry (tenant_id, invoice_id);
comment on table ledger_entry is 'The sides of each movement; they add up to zero when the transaction commits, or it does not.';
comment on column ledger_entry.id is 'The order of booking.';
comment on column ledger_entry.movement_id is 'The movement.';
comment on column ledger_entry.tenant_id is 'Whose.';
comment on column ledger_entry.account is 'The account.';
comment on column ledger_entry.currency is 'ISO 4217.';
comment on column ledger_entry.amount_minor is 'Above zero debit, below credit, in minor units.';
comment on column ledger_entry.invoice_id is 'The invoice that it is about.';

create function require_balance() returns trigger language plpgsql as $$
declare
    movement bigint := coalesce(to_jsonb(new) ->> 'movement_id', to_jsonb(new) ->> 'id');
begin
    if (select count(*) from ledger_entry where movement_id = movement) < 2 then
        raise exception 'ledger movement % has not two sides', movement;
    end if;
    if exists (select 1 from ledger_entry where movement_id = movement group by currency having sum(amount_minor) <> 0) then
        raise exception 'ledger movement % is not balanced', movement;
    end if;
    return null;
end
$$;
create constraint trigger balanced after insert on ledger_entry
    deferrable initially deferred for each row execute function require_balance();
create constraint trigger two_sides after insert on ledger_movement
    deferrable initially deferred for each row execute function require_balance();
create trigger never_changed before update or delete on ledger_entry for each row execute function refuse_change();
create trigger never_changed before update or delete on ledger_movement for each row execute function refuse_change();

create table payment (
    id             uuid        primary key,
    tenant_id      text        not null,
    invoice_id     uuid        not null references invoice,
    provider       text        not null,
    provider_ref   text        not null,
    currency       text        not null,
    amount_minor   bigint      not null check (amount_minor > 0),
    returned_minor bigint      not null default 0,
    received_at    timestamptz not null,
    note           text        not null default '',
    unique (provider, provider_ref),
    check (returned_minor between 0 and amount_minor)
);
create index payment_of_invoice on payment (tenant_id, invoice_id);
comment on table payment is 'Money that came in for invoices.';
comment on column payment.id is 'Its id.';
comment on column payment.tenant_id is 'Whose.';
comment on column payment.invoice_id is 'What it pays.';
comment on column payment.provider is 'Through whom it came: stripe, wechat, alipay, transfer, simulated.';
comment on column payment.provider_ref is 'The provider''s own id of it, or the bank''s reference.';
comment on column payment.currency is 'ISO 4217.';
comment on column payment.amount_minor is 'How much came, in minor units.';
comment on column payment.returned_minor is 'How much of it went back, in minor units.';
comment on column payment.received_at is 'When it came.';
comment on column payment.note is 'What the bank or an operator says of it.';

create table payment_event (
    provider    text        not null,
    event_id    text        not null,
    received_at timestamptz not null,
    body_sha256 text        not null,
    outcome     text        not null,
    primary key (provider, event_id)
);
comment on table payment_event is 'Notices of providers that were taken, each once.';
comment on column payment_event.provider is 'Whose notice.';
comment on column payment_event.event_id is 'The provider''s id of it.';
comment on column payment_event.received_at is 'When it was taken.';
comment on column payment_event.body_sha256 is 'SHA-256 of its body.';
comment on column payment_event.outcome is 'What was done with it.';

create table billing_standing (
    tenant_id text        primary key,
    status    text        not null check (status in ('restricted', 'suspended')),
    since     timestamptz not null
);
comment on table billing_standing is 'Tenants that billing has told the directory to hold back; all others stand in full.';
comment on column billing_standing.tenant_id is 'The tenant.';
comment on column billing_standing.status is 'How it stands.';
comment on column billing_standing.since is 'Since when.';

create table statement_key (
    id          int         primary key,
    public_key  bytea       not null,
    private_key bytea       not null,
    made_at     timestamptz not null default now()
);
comment on table statement_key is 'The key that usage statements are signed with.';
comment on column statement_key.id is 'Which one.';
comment on column statement_key.public_key is 'X.509.';
comment on column statement_key.private_key is 'PKCS #8, encrypted.';
comment on column statement_key.made_at is 'When it was made.';
