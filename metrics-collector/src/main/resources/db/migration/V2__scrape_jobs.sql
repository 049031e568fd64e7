-- What tenants have scraped, and how it went.

create sequence scrape_job_revision;

create table scrape_job (
    tenant_id   text not null,
    environment text not null,
    job         text not null,
    definition  jsonb not null,
    revision    bigint not null,
    changed_by  text not null,
    changed_at  timestamptz not null,
    primary key (tenant_id, environment, job)
);
comment on table scrape_job is 'Jobs in the form of Prometheus''s scrape_config, as JSON.';
comment on column scrape_job.tenant_id is 'Whose targets.';
comment on column scrape_job.environment is 'The environment that the samples are written to.';
comment on column scrape_job.job is 'Its name, the label job of its series.';
comment on column scrape_job.definition is 'The job as it was given.';
comment on column scrape_job.revision is 'Grows with every change of any job, so that replicas see one.';
comment on column scrape_job.changed_by is 'The subject of the token that changed it last.';
comment on column scrape_job.changed_at is 'When.';

create table scrape_target_state (
    tenant_id   text not null,
    environment text not null,
    job         text not null,
    url         text not null,
    labels      jsonb not null,
    scraped_at  timestamptz not null,
    duration_ms bigint not null,
    samples     bigint not null,
    error       text,
    primary key (tenant_id, environment, job, url, labels)
);
create index scrape_target_state_by_time on scrape_target_state (scraped_at);
comment on table scrape_target_state is 'How each target was when it was scraped last.';
comment on column scrape_target_state.tenant_id is 'Whose target.';
comment on column scrape_target_state.environment is 'The environment of its job.';
comment on column scrape_target_state.job is 'The job''s name.';
comment on column scrape_target_state.url is 'The address that was scraped.';
comment on column scrape_target_state.labels is 'The target''s labels.';
comment on column scrape_target_state.scraped_at is 'When; an older state never replaces a newer one.';
comment on column scrape_target_state.duration_ms is 'How long the scrape took.';
comment on column scrape_target_state.samples is 'How many samples it gave.';
comment on column scrape_target_state.error is 'Why it failed; null where it was well.';
