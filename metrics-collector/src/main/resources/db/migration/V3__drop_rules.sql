-- Which of their series tenants have left out.

create table drop_rule (
    tenant_id  text        not null,
    id         uuid        not null,
    selector   text        not null,
    comment    text        not null,
    created_by text        not null,
    created_at timestamptz not null,
    primary key (tenant_id, id)
);
comment on table drop_rule is 'Series that a tenant does not want stored; in force at every collector within seconds.';
comment on column drop_rule.tenant_id is 'Whose rule.';
comment on column drop_rule.id is 'Given when it was added.';
comment on column drop_rule.selector is 'A selector of PromQL; a series that matches all of it is left out.';
comment on column drop_rule.comment is 'What it is for, in its author''s words; may be empty.';
comment on column drop_rule.created_by is 'The subject of the token that added it.';
comment on column drop_rule.created_at is 'When it was added.';
