package io.pharos.mall.chaos;

import io.pharos.mall.Shops;
import io.pharos.model.TenantId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Breaks a shop on purpose, for a while, and shows what is broken. */
@Path("/chaos")
@RunOnVirtualThread
class ChaosResource {
    /** What there is to break, and what is broken now. */
    record BoardView(boolean enabled, List<KnobView> knobs, List<DisturbanceView> active) {}

    record KnobView(String knob, String effect) {}

    record DisturbanceView(String tenant, String knob, double level, Instant since, Instant until) {
        static DisturbanceView of(Disturbance d) {
            return new DisturbanceView(d.tenant().value(), d.knob().path(), d.level(), d.since(), d.until());
        }
    }

    private final ChaosBoard board;
    private final ChaosSwitch chaosSwitch;
    private final Shops shops;

    ChaosResource(ChaosBoard board, ChaosSwitch chaosSwitch, Shops shops) {
        this.board = board;
        this.chaosSwitch = chaosSwitch;
        this.shops = shops;
    }

    @GET
    public BoardView list() {
        return new BoardView(
                chaosSwitch.enabled(),
                Arrays.stream(Knob.values())
                        .map(knob -> new KnobView(knob.path(), knob.effect()))
                        .toList(),
                board.active().stream().map(DisturbanceView::of).toList());
    }

    @POST
    @Path("/{knob}")
    public DisturbanceView turn(
            @PathParam("knob") String knob,
            @QueryParam("tenant") @Nullable String tenant,
            @QueryParam("level") @Nullable String level,
            @QueryParam("duration") @Nullable String duration) {
        TenantId shop = shops.named(tenant);
        return DisturbanceView.of(
                board.turn(shop, chaosSwitch.knob(knob), chaosSwitch.level(level), chaosSwitch.duration(duration)));
    }

    @DELETE
    @Path("/{knob}")
    public void end(@PathParam("knob") String knob, @QueryParam("tenant") @Nullable String tenant) {
        board.end(shops.named(tenant), chaosSwitch.knob(knob));
    }
}
