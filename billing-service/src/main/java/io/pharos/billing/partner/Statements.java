package io.pharos.billing.partner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.billing.delivery.Outbox;
import io.pharos.billing.document.CanonicalJson;
import io.pharos.billing.document.Sha256;
import io.pharos.billing.ledger.Ledger;
import io.pharos.billing.ledger.Movement;
import io.pharos.billing.money.Money;
import io.pharos.billing.partner.Statement.Facts;
import io.pharos.billing.partner.Statement.Made;
import io.pharos.billing.partner.StatementStore.Issued;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import io.pharos.sql.Session;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * Issues partners' statements, once a partner, currency and month, tells of them, and books what they come to: an expense
 * of ours that is owed to the partner. Statements of a partner are issued one by one, the earlier month first.
 */
@Singleton
public class Statements {
    private static final Logger LOG = Logger.getLogger(Statements.class);

    private final Database database;
    private final PartnerStore partners;
    private final StatementStore store;
    private final Ledger ledger;
    private final Outbox outbox;
    private final ObjectMapper json;
    private final Clock clock;

    Statements(
            Database database,
            PartnerStore partners,
            StatementStore store,
            Ledger ledger,
            Outbox outbox,
            ObjectMapper json,
            Clock clock) {
        this.database = database;
        this.partners = partners;
        this.store = store;
        this.ledger = ledger;
        this.outbox = outbox;
        this.json = json;
        this.clock = clock;
    }

    @Scheduled(every = "10m", delayed = "90s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void scheduled() {
        try {
            issue(thisMonth().minusMonths(1));
        } catch (Problem unavailable) {
            LOG.warnf("partners' statements wait: %s", unavailable.code());
        }
    }

    /** Issues all statements of a month that is over; those that were issued stay as they are. */
    public int issue(YearMonth month) {
        if (!month.isBefore(thisMonth())) {
            throw Problem.of(Kind.CONFLICT, "partner.month-goes-on", "A statement is of a month that is over.");
        }
        int issued = 0;
        for (TenantId partner : database.query(partners::all)) {
            issued += database.transact(session -> issue(session, partner, month));
        }
        return issued;
    }

    private int issue(Session session, TenantId partner, YearMonth month) {
        session.lock("billing.partner." + partner);
        int issued = 0;
        for (Currency currency : store.currencies(session, partner, month)) {
            if (store.find(session, partner, currency, month).isEmpty()) {
                issue(session, partner, month, currency);
                issued++;
            }
        }
        return issued;
    }

    private void issue(Session session, TenantId partner, YearMonth month, Currency currency) {
        TreeMap<YearMonth, RevenueShare> rules = partners.rules(session, partner);
        Facts facts =
                new Facts(store.revenue(session, partner, currency, month), stated(session, partner, currency, month));
        Made made = Statement.of(
                partner,
                month,
                Money.zero(currency),
                facts,
                earned -> Optional.ofNullable(rules.floorEntry(earned)).map(Map.Entry::getValue));
        byte[] content = CanonicalJson.write(made.statement());
        store.add(
                session,
                partner,
                new Issued(
                        currency.getCurrencyCode(),
                        month,
                        made.total(),
                        new String(content, StandardCharsets.UTF_8),
                        Sha256.of(content),
                        clock.instant()));
        String name = month + " " + currency;
        ledger.book(session, partner, null, Movement.shared(name, made.total()));
        Map<String, String> told = Map.of("number", name, "total", made.total().toString());
        outbox.add(session, new Outbox.Message(partner, "partner.stated", told));
    }

    /** What was stated of each month so far. */
    private Map<YearMonth, Money> stated(Session session, TenantId partner, Currency currency, YearMonth month) {
        Map<YearMonth, Money> stated = new HashMap<>();
        for (Issued earlier : store.ofPartner(session, partner)) {
            if (!earlier.currency().equals(currency.getCurrencyCode())) {
                continue;
            }
            if (earlier.month().isAfter(month)) {
                throw Problem.of(
                        Kind.CONFLICT,
                        "partner.later-stated",
                        "A later month is stated already; its statement has this one.");
            }
            read(earlier).lines().forEach(line -> stated.merge(line.month(), amount(line, currency), Money::plus));
        }
        return stated;
    }

    List<Issued> ofPartner(TenantId partner) {
        return database.query(session -> store.ofPartner(session, partner));
    }

    Statement read(Issued issued) {
        try {
            return json.readValue(issued.content(), Statement.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is kept is no statement", e);
        }
    }

    private YearMonth thisMonth() {
        return YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
    }

    private static Money amount(Statement.Line line, Currency currency) {
        return Money.exact(new BigDecimal(line.amount()), currency);
    }
}
