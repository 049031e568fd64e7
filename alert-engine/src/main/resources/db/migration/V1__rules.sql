-- Rule files with their history, and which replica evaluates which group.

create table rule_revision (
    only_row boolean primary key default true check (only_row),
    revision bigint not null
);
comment on table rule_revision is 'One row: the number of the last change to any rules. Who changes rules locks it first.';
comment on column rule_revision.only_row is 'Keeps the table at one row.';
comment on column rule_revision.revision is 'Grows by one with each change.';
insert into rule_revision (revision) values (0);

create table rule_namespace (
    tenant_id   text not null,
    environment text not null,
    namespace   text not null,
    version     bigint not null,
    content     text,
    revision    bigint not null,
    primary key (tenant_id, environment, namespace)
);
create index rule_namespace_by_revision on rule_namespace (revision);
comment on table rule_namespace is 'The rule files that hold now; one a namespace.';
comment on column rule_namespace.tenant_id is 'Whose rules.';
comment on column rule_namespace.environment is 'The tenant''s environment that they watch.';
comment on column rule_namespace.namespace is 'The file''s name, given by the tenant.';
comment on column rule_namespace.version is 'The version of the namespace that holds.';
comment on column rule_namespace.content is 'The canonical YAML of the file. Null: the namespace was deleted.';
comment on column rule_namespace.revision is 'The change that made it; engines ask for what came after the one they know.';

create table rule_version (
    tenant_id   text not null,
    environment text not null,
    namespace   text not null,
    version     bigint not null,
    content     text,
    action      text not null,
    changed_by  text not null,
    changed_at  timestamptz not null,
    primary key (tenant_id, environment, namespace, version)
);
comment on table rule_version is 'Every version of every rule file, with who made it and when; what is rolled back to.';
comment on column rule_version.tenant_id is 'Whose rules.';
comment on column rule_version.environment is 'The tenant''s environment that they watch.';
comment on column rule_version.namespace is 'The file''s name.';
comment on column rule_version.version is 'Counts the changes of the namespace from 1; goes on after a deletion.';
comment on column rule_version.content is 'The canonical YAML of the file. Null: this change deleted the namespace.';
comment on column rule_version.action is 'What was done, such as: set group, delete group, sync, roll back.';
comment on column rule_version.changed_by is 'The caller''s user id.';
comment on column rule_version.changed_at is 'When.';

create table replica (
    id         text primary key,
    address    text not null,
    started_at timestamptz not null,
    seen_at    timestamptz not null
);
comment on table replica is 'The engines that run. One that was not seen for a while is taken for dead, and its groups are shared out.';
comment on column replica.id is 'Made anew at each start.';
comment on column replica.address is 'Where other replicas reach it, such as http://10.1.2.3:8083.';
comment on column replica.started_at is 'When it started.';
comment on column replica.seen_at is 'When it last said that it lives, by this database''s clock.';

create table group_owner (
    tenant_id   text not null,
    environment text not null,
    namespace   text not null,
    group_name  text not null,
    owner       text,
    epoch       bigint not null,
    last_slot   timestamptz,
    primary key (tenant_id, environment, namespace, group_name)
);
comment on table group_owner is 'Who evaluates each rule group, and how far it is.';
comment on column group_owner.tenant_id is 'Whose group.';
comment on column group_owner.environment is 'The environment of its namespace.';
comment on column group_owner.namespace is 'The namespace that holds it.';
comment on column group_owner.group_name is 'Its name in the namespace.';
comment on column group_owner.owner is 'The replica that evaluates it. Null: given up, free to be taken.';
comment on column group_owner.epoch is 'Grows with each change of owner; what an earlier owner still tries has no effect.';
comment on column group_owner.last_slot is 'The last evaluation time that was claimed; each is claimed at most once.';

create table group_state (
    tenant_id   text not null,
    environment text not null,
    namespace   text not null,
    group_name  text not null,
    epoch       bigint not null,
    slot        timestamptz not null,
    state       bytea not null,
    primary key (tenant_id, environment, namespace, group_name)
);
comment on table group_state is 'What is remembered of a group''s alerts, for whoever evaluates it next.';
comment on column group_state.tenant_id is 'Whose group.';
comment on column group_state.environment is 'The environment of its namespace.';
comment on column group_state.namespace is 'The namespace that holds it.';
comment on column group_state.group_name is 'Its name in the namespace.';
comment on column group_state.epoch is 'The epoch of the owner that wrote it; an earlier owner''s never replaces a later one''s.';
comment on column group_state.slot is 'The evaluation after which it was so.';
comment on column group_state.state is 'The alerts, packed; the first byte is the version of the form.';
