-- Two ways of rating side by side: which one counts, and how they compare.

create table track (
    code            text        primary key,
    plan            text        not null,
    version         int         not null,
    percent         int         not null check (percent between 0 and 100),
    clean_periods   int         not null check (clean_periods between 1 and 12),
    created_at      timestamptz not null default now(),
    foreign key (plan, version) references price_plan
);
comment on table track is 'A migration of the way in which tenants are rated.';
comment on column track.code is 'Its code, as words with hyphens.';
comment on column track.plan is 'The plan that the new way rates by.';
comment on column track.version is 'Its version.';
comment on column track.percent is 'How many per cent of the tenants that are ready the new way counts for.';
comment on column track.clean_periods is 'How many periods in a row must compare without an unexplained cent.';
comment on column track.created_at is 'When it was begun.';

create table track_tenant (
    track      text        not null references track,
    tenant_id  text        not null,
    state      text        not null check (state in ('legacy', 'shadow', 'compared', 'canary', 'new', 'retired')),
    clean      int         not null default 0,
    changed_at timestamptz not null,
    primary key (track, tenant_id)
);
comment on table track_tenant is 'How far a tenant is on a track.';
comment on column track_tenant.track is 'Which track.';
comment on column track_tenant.tenant_id is 'Which tenant.';
comment on column track_tenant.state is 'legacy (the old way alone), shadow (both, the old one counts), compared (enough clean periods), canary (the new one counts for its percentage), new (the new one counts), retired (the old one is gone).';
comment on column track_tenant.clean is 'Clean periods in a row.';
comment on column track_tenant.changed_at is 'Since when.';

create table track_comparison (
    track            text        not null references track,
    tenant_id        text        not null,
    period_from      timestamptz not null,
    old_minor        bigint      not null,
    new_minor        bigint      not null,
    unexplained      bigint      not null,
    differences      jsonb       not null,
    compared_at      timestamptz not null,
    primary key (track, tenant_id, period_from)
);
comment on table track_comparison is 'Both ways over a period, to the cent.';
comment on column track_comparison.track is 'Which track.';
comment on column track_comparison.tenant_id is 'Which tenant.';
comment on column track_comparison.period_from is 'The period''s beginning.';
comment on column track_comparison.old_minor is 'What the old way charges, in minor units.';
comment on column track_comparison.new_minor is 'What the new way charges, in minor units.';
comment on column track_comparison.unexplained is 'The minor units that no allowed difference explains.';
comment on column track_comparison.differences is 'Every line that differs, with its class.';
comment on column track_comparison.compared_at is 'When.';

create table billing_authority (
    tenant_id   text        not null,
    period_from timestamptz not null,
    engine      text        not null check (engine in ('old', 'new')),
    track       text        references track,
    decided_at  timestamptz not null,
    primary key (tenant_id, period_from)
);
comment on table billing_authority is 'Which way of rating counts for a tenant''s period: decided once, before the run.';
comment on column billing_authority.tenant_id is 'Whose period.';
comment on column billing_authority.period_from is 'The period''s beginning.';
comment on column billing_authority.engine is 'old or new.';
comment on column billing_authority.track is 'The track that has the new way; null where there was none.';
comment on column billing_authority.decided_at is 'When.';
