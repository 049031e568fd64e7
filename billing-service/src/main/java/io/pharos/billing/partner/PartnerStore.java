package io.pharos.billing.partner;

import io.pharos.model.TenantId;
import io.pharos.sql.Columns;
import io.pharos.sql.Session;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Partners, their rules, customers, keys and invitations in PostgreSQL. */
@Singleton
class PartnerStore {
    private static final String NAME = "select name from partner where tenant_id = $1";
    private static final String ALL = "select tenant_id from partner order by tenant_id";
    private static final String PUT = """
            insert into partner (tenant_id, name, updated_at) values ($1, $2, $3)
            on conflict (tenant_id) do update set name = excluded.name, updated_at = excluded.updated_at
            """;
    private static final String RULES = "select from_month, rule from partner_rule where partner = $1";
    private static final String PUT_RULE = """
            insert into partner_rule (partner, from_month, rule) values ($1, $2, $3)
            on conflict (partner, from_month) do update set rule = excluded.rule
            """;
    private static final String CUSTOMERS = """
            select tenant_id, from_at from partner_customer
            where partner = $1 and until_at = 'infinity' order by tenant_id
            """;
    private static final String JOIN = """
            insert into partner_customer (tenant_id, partner, from_at) values ($1, $2, $3) on conflict do nothing
            """;
    private static final String LEAVE = """
            update partner_customer set until_at = $3 where tenant_id = $2 and partner = $1 and until_at = 'infinity'
            """;
    private static final String KEY = "select customers from partner_key where partner = $1 and client_id = $2";
    private static final String KEYS =
            "select client_id, customers from partner_key where partner = $1 order by client_id";
    private static final String PUT_KEY = """
            insert into partner_key (partner, client_id, customers) values ($1, $2, $3)
            on conflict (partner, client_id) do update set customers = excluded.customers
            """;
    private static final String DROP_KEY = "delete from partner_key where partner = $1 and client_id = $2";
    private static final String INVITE =
            "insert into partner_invitation (code_sha256, partner, expires_at) values ($1, $2, $3)";
    private static final String ACCEPT = """
            update partner_invitation set accepted_by = $2, accepted_at = $3
            where code_sha256 = $1 and accepted_by is null and expires_at > $3 and partner <> $2
            returning partner
            """;

    private final Columns columns;

    PartnerStore(Columns columns) {
        this.columns = columns;
    }

    /** A customer, and since when it is one. */
    record Customer(TenantId tenant, Instant since) {}

    /** A client that is held to some customers. */
    record Key(String client, List<String> customers) {}

    Optional<String> name(Session session, TenantId partner) {
        return session.first(NAME, row -> row.getString("name"), partner.value());
    }

    List<TenantId> all(Session session) {
        return session.list(ALL, row -> new TenantId(row.getString("tenant_id")));
    }

    void put(Session session, TenantId partner, String name, Instant now) {
        session.change(PUT, partner.value(), name, now);
    }

    /** The rules by the month that they begin with. */
    TreeMap<YearMonth, RevenueShare> rules(Session session, TenantId partner) {
        TreeMap<YearMonth, RevenueShare> rules = new TreeMap<>();
        session.list(
                        RULES,
                        row -> new Rule(
                                row.getLocalDate("from_month"), columns.required(row, "rule", RevenueShare.class)),
                        partner.value())
                .forEach(rule -> rules.put(YearMonth.from(rule.from()), rule.share()));
        return rules;
    }

    private record Rule(LocalDate from, RevenueShare share) {}

    void putRule(Session session, TenantId partner, YearMonth from, RevenueShare rule) {
        session.change(PUT_RULE, partner.value(), from.atDay(1), columns.object(rule));
    }

    List<Customer> customers(Session session, TenantId partner) {
        return session.list(
                CUSTOMERS,
                row -> new Customer(new TenantId(row.getString("tenant_id")), Columns.instant(row, "from_at")),
                partner.value());
    }

    /** Whether it is the partner's customer from now on; false where it is somebody's already. */
    boolean join(Session session, TenantId partner, TenantId customer, Instant now) {
        return session.change(JOIN, customer.value(), partner.value(), now) == 1;
    }

    boolean leave(Session session, TenantId partner, TenantId customer, Instant now) {
        return session.change(LEAVE, partner.value(), customer.value(), now) == 1;
    }

    /** The customers that a client is held to; empty where it may look at all. */
    Optional<Set<String>> key(Session session, TenantId partner, String client) {
        return session.first(KEY, row -> Set.of(row.getArrayOfStrings("customers")), partner.value(), client);
    }

    List<Key> keys(Session session, TenantId partner) {
        return session.list(
                KEYS,
                row -> new Key(row.getString("client_id"), Arrays.asList(row.getArrayOfStrings("customers"))),
                partner.value());
    }

    void putKey(Session session, TenantId partner, String client, Set<TenantId> customers) {
        String[] names = customers.stream().map(TenantId::value).sorted().toArray(String[]::new);
        session.change(PUT_KEY, partner.value(), client, names);
    }

    boolean dropKey(Session session, TenantId partner, String client) {
        return session.change(DROP_KEY, partner.value(), client) == 1;
    }

    void invite(Session session, byte[] codeSha256, TenantId partner, Instant expires) {
        session.change(INVITE, codeSha256, partner.value(), expires);
    }

    /** Whose invitation it was; empty where there is none of that code, or it was used, or is over, or is one's own. */
    Optional<TenantId> accept(Session session, byte[] codeSha256, TenantId customer, Instant now) {
        return session.first(ACCEPT, row -> new TenantId(row.getString("partner")), codeSha256, customer.value(), now);
    }
}
