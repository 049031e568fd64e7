package io.pharos.billing.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pharos.billing.catalogue.PlanStore.Stored;
import io.pharos.billing.money.Decimals;
import io.pharos.billing.plan.PlanVersion;
import io.pharos.billing.plan.PricePlan;
import io.pharos.billing.plan.ShadowPricing;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.token.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Price plans, for the platform's administration. */
@Path("/api/v1/plans")
@RequiresScope(Scope.PLATFORM)
@RunOnVirtualThread
class PlansResource {
    private static final int MOST_PERIODS = 3;

    private final PlanPublishing publishing;

    PlansResource(PlanPublishing publishing) {
        this.publishing = publishing;
    }

    /** A version of a plan; its YAML where it is asked for alone. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PlanView(
            String plan,
            int version,
            String currency,
            String state,
            @Nullable Instant shadowedAt,
            @Nullable Instant publishedAt,
            @Nullable String yaml) {
        static PlanView of(Stored stored, boolean whole) {
            return new PlanView(
                    stored.version().plan(),
                    stored.version().version(),
                    stored.currency(),
                    stored.state().name().toLowerCase(Locale.ROOT),
                    stored.shadowedAt().orElse(null),
                    stored.publishedAt().orElse(null),
                    whole ? stored.yaml() : null);
        }
    }

    /** All versions of all plans. */
    record PlansView(List<PlanView> plans) {}

    /** A price that falls where a volume tier begins. */
    record CliffView(String charge, String at, String below, String above) {
        static CliffView of(ShadowPricing.PriceCliff cliff) {
            return new CliffView(
                    cliff.charge(),
                    Decimals.plain(cliff.cliff().edge()),
                    Decimals.plain(cliff.cliff().before()),
                    Decimals.plain(cliff.cliff().behind()));
        }
    }

    /** What one tenant paid for a period, and would have paid. */
    record DifferenceView(String tenant, Instant from, Instant to, String paid, String wouldPay, String change) {
        static DifferenceView of(ShadowPricing.Difference d) {
            return new DifferenceView(
                    d.tenant().value(),
                    d.period().active().from(),
                    d.period().active().to(),
                    d.published().toString(),
                    d.candidate().toString(),
                    d.change().toString());
        }
    }

    /** A draft priced on past usage. */
    record ShadowView(String plan, String change, List<DifferenceView> differences, List<CliffView> cliffs) {
        static ShadowView of(PlanPublishing.Shadow shadow) {
            PricePlan plan = shadow.plan();
            return new ShadowView(
                    plan.version().toString(),
                    new ShadowPricing(plan, plan).change(shadow.differences()).toString(),
                    shadow.differences().stream().map(DifferenceView::of).toList(),
                    shadow.cliffs().stream().map(CliffView::of).toList());
        }
    }

    @GET
    public PlansView all() {
        return new PlansView(
                publishing.all().stream().map(s -> PlanView.of(s, false)).toList());
    }

    @POST
    @Consumes({"application/yaml", "text/yaml", "text/plain"})
    @ResponseStatus(201)
    @Operation(summary = "Writes a draft of a plan's version, as YAML; refused with the line that is wrong")
    public PlanView write(@Context Caller caller, String yaml) {
        PricePlan plan = publishing.write(caller, yaml);
        return PlanView.of(publishing.find(plan.version()), false);
    }

    @GET
    @Path("/{plan}/{version}")
    public PlanView one(@RestPath String plan, @RestPath int version) {
        return PlanView.of(publishing.find(version(plan, version)), true);
    }

    @POST
    @Path("/{plan}/{version}/shadow")
    @Operation(summary = "What a version would have charged for the last periods, by tenant, and where its prices fall")
    public ShadowView shadow(@RestPath String plan, @RestPath int version, @RestQuery @DefaultValue("1") int periods) {
        return ShadowView.of(publishing.shadow(version(plan, version), Math.clamp(periods, 1, MOST_PERIODS)));
    }

    @POST
    @Path("/{plan}/{version}/publish")
    public PlanView publish(@Context Caller caller, @RestPath String plan, @RestPath int version) {
        return PlanView.of(publishing.publish(caller, version(plan, version)), false);
    }

    @POST
    @Path("/{plan}/{version}/retire")
    public PlanView retire(@Context Caller caller, @RestPath String plan, @RestPath int version) {
        return PlanView.of(publishing.retire(caller, version(plan, version)), false);
    }

    private static PlanVersion version(String plan, int version) {
        if (version < 1) {
            throw Problem.of(Kind.MALFORMED, "plan.malformed-version", "Versions count from 1.");
        }
        return new PlanVersion(plan, version);
    }
}
