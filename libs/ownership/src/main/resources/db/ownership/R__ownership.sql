-- Who of a service's replicas does which share of its recurring work, in the schema of that service.
create table if not exists ownership_replica (
    id      text        primary key,
    seen_at timestamptz not null
);
comment on table ownership_replica is 'The replicas that run; one that was not seen for a lease is taken for dead';
comment on column ownership_replica.id is 'Made anew at each start';
comment on column ownership_replica.seen_at is 'When it last said that it lives, by this database''s clock';

create table if not exists ownership_share (
    number int    primary key,
    owner  text,
    epoch  bigint not null
);
comment on table ownership_share is 'The shares that the work is cut into by hash, and who has each';
comment on column ownership_share.number is 'The share, from 0';
comment on column ownership_share.owner is 'The replica that has it; null: given up, free to be taken';
comment on column ownership_share.epoch is 'Grows each time that it is taken: what an earlier owner still tries can be told from a later one''s';

insert into ownership_share (number, epoch) select number, 0 from generate_series(0, 63) as number
on conflict do nothing;
