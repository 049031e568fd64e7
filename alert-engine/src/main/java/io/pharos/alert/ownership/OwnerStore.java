package io.pharos.alert.ownership;

import io.pharos.alert.schedule.GroupKey;
import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import io.pharos.sql.Columns;
import io.pharos.sql.Session;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Replicas, owners and claimed slots in PostgreSQL. Times of life are by the database's clock. */
@Singleton
public final class OwnerStore {
    private static final String SAY_ALIVE = """
            insert into replica (id, address, tenants, started_at, seen_at) values ($1, $2, $3, now(), now())
            on conflict (id) do update set seen_at = now()
            """;
    private static final String ALIVE = """
            select id, address, tenants from replica where seen_at > now() - make_interval(secs => $1) order by id
            """;
    private static final String DEAD_AT_ADDRESS = "delete from replica where address = $1 and id <> $2";
    private static final String FORGET_DEAD = "delete from replica where seen_at < now() - interval '1 hour'";
    private static final String LEAVE = "delete from replica where id = $1";
    private static final String ADDRESS_OF = "select address from replica where id = $1";
    private static final String HOLDINGS = """
            select tenant_id, environment, namespace, group_name, owner, epoch, last_slot from group_owner
            """;
    private static final String TAKE = """
            insert into group_owner as o (tenant_id, environment, namespace, group_name, owner, epoch)
            select t, e, n, g, $1, 1 from unnest($2::text[], $3::text[], $4::text[], $5::text[]) as w (t, e, n, g)
            on conflict (tenant_id, environment, namespace, group_name) do update set owner = $1, epoch = o.epoch + 1
            where o.owner is null or not (o.owner = any ($6::text[]))
            returning tenant_id, environment, namespace, group_name, owner, epoch, last_slot
            """;
    private static final String GIVE_UP = """
            update group_owner set owner = null, epoch = epoch + 1
            where tenant_id = $1 and environment = $2 and namespace = $3 and group_name = $4
                and owner = $5 and epoch = $6
            """;
    private static final String GIVE_UP_ALL = "update group_owner set owner = null, epoch = epoch + 1 where owner = $1";
    private static final String FORGET_OWNER = """
            delete from group_owner
            where tenant_id = $1 and environment = $2 and namespace = $3 and group_name = $4
            """;
    private static final String CLAIM = """
            update group_owner o set last_slot = c.slot
            from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::timestamptz[])
                as c (t, e, n, g, epoch, slot)
            where o.tenant_id = c.t and o.environment = c.e and o.namespace = c.n and o.group_name = c.g
                and o.owner = $1 and o.epoch = c.epoch and (o.last_slot is null or o.last_slot < c.slot)
            returning o.tenant_id, o.environment, o.namespace, o.group_name, o.owner, o.epoch, o.last_slot
            """;

    /** A slot that is to be claimed. */
    record Wanted(GroupKey group, long epoch, Instant slot) {}

    void sayAlive(Session session, Member me) {
        session.change(SAY_ALIVE, me.id(), me.address(), me.tenants().toArray(String[]::new));
    }

    /** A replica that starts at an address proves that whoever was there before is gone. */
    void comeAfter(Session session, Member me) {
        session.change(DEAD_AT_ADDRESS, me.address(), me.id());
        session.change(FORGET_DEAD);
    }

    List<Member> alive(Session session, Duration timeout) {
        return session.list(
                ALIVE,
                row -> new Member(
                        row.getString("id"), row.getString("address"), Set.of(row.getArrayOfStrings("tenants"))),
                timeout.toMillis() / 1000.0);
    }

    Optional<String> addressOf(Session session, String replica) {
        return session.first(ADDRESS_OF, row -> row.getString("address"), replica);
    }

    void leave(Session session, Member me) {
        session.change(GIVE_UP_ALL, me.id());
        session.change(LEAVE, me.id());
    }

    /** The groups that somebody holds, or held. */
    List<Holding> holdings(Session session) {
        return session.list(HOLDINGS, OwnerStore::holding);
    }

    /** Takes what is still free; answers with what was got. */
    List<Holding> take(Session session, Member me, List<GroupKey> groups, Collection<String> living) {
        return session.list(
                TAKE,
                OwnerStore::holding,
                me.id(),
                column(groups, key -> key.tenant().value()),
                column(groups, key -> key.environment().value()),
                column(groups, GroupKey::namespace),
                column(groups, GroupKey::group),
                living.toArray(String[]::new));
    }

    void giveUp(Session session, Member me, GroupKey key, long epoch) {
        session.change(
                GIVE_UP, key.tenant().value(), key.environment().value(), key.namespace(), key.group(), me.id(), epoch);
    }

    /** Forgets a group that is not there any more. */
    void forget(Session session, GroupKey key) {
        session.change(FORGET_OWNER, key.tenant().value(), key.environment().value(), key.namespace(), key.group());
    }

    /** Claims slots; answers with those that were granted. */
    List<Holding> claim(Session session, Member me, List<Wanted> wanted) {
        List<GroupKey> groups = wanted.stream().map(Wanted::group).toList();
        return session.list(
                CLAIM,
                OwnerStore::holding,
                me.id(),
                column(groups, key -> key.tenant().value()),
                column(groups, key -> key.environment().value()),
                column(groups, GroupKey::namespace),
                column(groups, GroupKey::group),
                wanted.stream().map(Wanted::epoch).toArray(Long[]::new),
                wanted.stream()
                        .map(slot -> slot.slot().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new));
    }

    private static String[] column(List<GroupKey> groups, Function<GroupKey, String> part) {
        return groups.stream().map(part).toArray(String[]::new);
    }

    private static Holding holding(Row row) {
        GroupKey key = new GroupKey(
                new TenantId(row.getString("tenant_id")),
                new Environment(row.getString("environment")),
                row.getString("namespace"),
                row.getString("group_name"));
        return new Holding(
                key,
                row.getString("owner"),
                row.getLong("epoch"),
                Columns.optionalInstant(row, "last_slot").orElse(null));
    }
}
