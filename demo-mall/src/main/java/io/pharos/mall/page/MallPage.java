package io.pharos.mall.page;

import io.pharos.mall.Shops;
import io.pharos.mall.chaos.ChaosBoard;
import io.pharos.mall.chaos.ChaosSwitch;
import io.pharos.mall.chaos.Disturbance;
import io.pharos.mall.chaos.Knob;
import io.pharos.mall.metrics.Meters;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The page of the mall: three shops, their money, and buttons to break something. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class MallPage {
    @CheckedTemplate(basePath = "")
    static class Templates {
        private Templates() {}

        static native TemplateInstance mall(List<ShopView> shops, List<Knob> knobs, boolean chaosEnabled);
    }

    private final Shops shops;
    private final Meters meters;
    private final ChaosBoard board;
    private final ChaosSwitch chaosSwitch;
    private final Clock clock;

    MallPage(Shops shops, Meters meters, ChaosBoard board, ChaosSwitch chaosSwitch, Clock clock) {
        this.shops = shops;
        this.meters = meters;
        this.board = board;
        this.chaosSwitch = chaosSwitch;
        this.clock = clock;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance show() {
        Instant now = clock.instant();
        List<Disturbance> active = board.active();
        List<ShopView> views = shops.all().stream()
                .map(shop -> ShopView.of(
                        shop,
                        meters.of(shop.tenant()).pulse(),
                        active.stream()
                                .filter(d -> d.tenant().equals(shop.tenant()))
                                .toList(),
                        now))
                .toList();
        return Templates.mall(views, List.of(Knob.values()), chaosSwitch.enabled());
    }

    /** A browser's form cannot say DELETE, and wants to come back to the page. */
    @POST
    @Path("/break")
    @Operation(hidden = true)
    public RestResponse<Void> breakSomething(
            @FormParam("tenant") @Nullable String tenant,
            @FormParam("knob") @Nullable String knob,
            @FormParam("level") @Nullable String level,
            @FormParam("duration") @Nullable String duration) {
        board.turn(
                shops.named(tenant),
                chaosSwitch.knob(String.valueOf(knob)),
                chaosSwitch.level(level),
                chaosSwitch.duration(duration));
        return RestResponse.seeOther(URI.create("/"));
    }

    @POST
    @Path("/mend")
    @Operation(hidden = true)
    public RestResponse<Void> mend(
            @FormParam("tenant") @Nullable String tenant, @FormParam("knob") @Nullable String knob) {
        board.end(shops.named(tenant), chaosSwitch.knob(String.valueOf(knob)));
        return RestResponse.seeOther(URI.create("/"));
    }
}
