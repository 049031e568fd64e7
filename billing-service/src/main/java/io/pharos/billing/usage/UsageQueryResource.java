package io.pharos.billing.usage;

import io.pharos.billing.meter.MeterCatalogue;
import io.pharos.billing.meter.MeterDefinition;
import io.pharos.billing.meter.Meters;
import io.pharos.billing.period.Period;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.context.TenantContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** A tenant's usage, up to this moment. */
@Path("/api/v1/usage")
@RequiresScope(Scope.BILLING_READ)
@RunOnVirtualThread
class UsageQueryResource {
    private static final Duration LONGEST = Duration.ofDays(400);
    private static final Duration LONGEST_BY_HOUR = Duration.ofDays(32);

    private final UsageReader reader;
    private final Meters meters;
    private final Clock clock;

    UsageQueryResource(UsageReader reader, Meters meters, Clock clock) {
        this.reader = reader;
        this.meters = meters;
        this.clock = clock;
    }

    /** Quantities of meters, those of nothing left out. */
    record UsageView(Instant from, Instant to, String window, String timeZone, List<MeterUsage> meters) {}

    /** Quantities of one meter. */
    record MeterUsage(String meter, String name, List<Quantity> quantities) {}

    @GET
    @Operation(
            summary = "Usage by meter, by hour, day, month or in total, up to this moment",
            description = "The default is this month so far, in total. 'group_by' names service_id, user_id, or what"
                    + " the meter itself groups by; 'meter' may be given several times.")
    public UsageView usage(
            @Context TenantContext context,
            @RestQuery List<String> meter,
            @RestQuery @DefaultValue("total") String window,
            @RestQuery("group_by") @DefaultValue("") String groupBy,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery("time_zone") @DefaultValue("UTC") String timeZone) {
        ZoneId zone = parsed("time_zone", timeZone, ZoneId::of);
        Period period = period(from, to, zone);
        Window cut = Window.parse(window);
        requireBounded(period, cut);
        List<String> groups =
                groupBy.isBlank() ? List.of() : Arrays.asList(groupBy.strip().split("\\s*,\\s*"));
        UsageQuestion question = new UsageQuestion(context.tenant(), period, cut, zone, groups, null);
        List<MeterUsage> all = new ArrayList<>();
        for (MeterDefinition wanted : wanted(context.tenant(), meter, groups)) {
            all.add(new MeterUsage(wanted.code(), wanted.name(), reader.quantities(wanted, question)));
        }
        return new UsageView(period.from(), period.to(), cut.word(), zone.getId(), all);
    }

    private List<MeterDefinition> wanted(TenantId tenant, List<String> codes, List<String> groups) {
        MeterCatalogue catalogue = meters.catalogue();
        if (codes.isEmpty()) {
            return catalogue.of(tenant).stream()
                    .filter(m -> canGroup(m, groups))
                    .toList();
        }
        return codes.stream()
                .map(code -> named(catalogue, tenant, code, groups))
                .toList();
    }

    private static MeterDefinition named(MeterCatalogue catalogue, TenantId tenant, String code, List<String> groups) {
        MeterDefinition meter = catalogue
                .find(tenant, code)
                .orElseThrow(() -> Problem.of(
                        Kind.MALFORMED,
                        "usage.unknown-meter",
                        "There is no meter '" + code + "'; see /api/v1/meters."));
        if (!canGroup(meter, groups)) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "usage.malformed-group",
                    "The meter '" + code + "' is grouped by service_id, user_id and "
                            + meter.meter().groupBy() + ".");
        }
        return meter;
    }

    private static boolean canGroup(MeterDefinition meter, List<String> groups) {
        return groups.stream()
                .allMatch(g ->
                        MeterSql.COLUMNS.contains(g) || meter.meter().groupBy().contains(g));
    }

    private Period period(@Nullable String from, @Nullable String to, ZoneId zone) {
        Instant end = to == null ? clock.instant() : parsed("to", to, Instant::parse);
        Instant start = from == null
                ? end.atZone(zone)
                        .toLocalDate()
                        .withDayOfMonth(1)
                        .atStartOfDay(zone)
                        .toInstant()
                : parsed("from", from, Instant::parse);
        if (!start.isBefore(end)) {
            throw Problem.of(Kind.MALFORMED, "usage.malformed-period", "'from' is before 'to'.");
        }
        return new Period(start, end);
    }

    private static void requireBounded(Period period, Window window) {
        Duration longest = window == Window.HOUR ? LONGEST_BY_HOUR : LONGEST;
        if (period.length().compareTo(longest) > 0) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "usage.period-too-long",
                    "Ask for " + longest.toDays() + " days at most, or for wider windows.");
        }
    }

    private static <T> T parsed(String name, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (DateTimeException e) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "usage.malformed-time",
                    "'" + name + "' is malformed: times are RFC 3339 in UTC, time zones as in the tz database.");
        }
    }
}
