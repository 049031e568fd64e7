package io.pharos.mall.order;

import io.opentelemetry.api.trace.Span;
import io.pharos.mall.Shops;
import io.pharos.mall.shop.Basket;
import io.pharos.mall.shop.Catalogue;
import io.pharos.mall.shop.Gateway;
import io.pharos.mall.shop.Source;
import io.pharos.mall.shop.Tier;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Takes one order; its span is {@code order.create}, and carries the money at stake. */
@Path(OrderResource.ROUTE)
@RunOnVirtualThread
class OrderResource {
    private static final Logger LOG = Logger.getLogger(OrderResource.class);
    private static final int AT_ONCE = 6;

    static final String ROUTE = "/shops/{tenant}/orders";

    record OrderRequest(
            @Nullable String sku,
            @Nullable Integer quantity,
            @Nullable String tier,
            @Nullable String source,
            @Nullable String gateway) {}

    record OrderView(
            String tradeNo,
            OrderState state,
            String amountCny,
            @Nullable String traceId) {}

    private final Shops shops;
    private final Checkout checkout;
    private final Tracing tracing;
    private final Map<TenantId, Semaphore> desks = new ConcurrentHashMap<>();

    OrderResource(Shops shops, Checkout checkout, Tracing tracing) {
        this.shops = shops;
        this.checkout = checkout;
        this.tracing = tracing;
    }

    @POST
    @ResponseStatus(201)
    public OrderView create(
            @PathParam("tenant") String tenant, @Nullable OrderRequest request, @Context HttpHeaders headers) {
        return tracing.entry("order.create", ROUTE, headers, 201, span -> {
            Basket basket = basket(request);
            return atDesk(shops.named(tenant), shop -> view(place(shop, basket, span)));
        });
    }

    private <T> T atDesk(TenantId tenant, Function<TenantId, T> work) {
        Semaphore desk = desks.computeIfAbsent(tenant, _ -> new Semaphore(AT_ONCE));
        if (!desk.tryAcquire()) {
            throw Problem.of(
                            Kind.UNAVAILABLE,
                            "order.too-many",
                            "Every desk of this shop is busy; order again in a moment.")
                    .retryAfter(Duration.ofSeconds(1));
        }
        try {
            return work.apply(tenant);
        } finally {
            desk.release();
        }
    }

    private Order place(TenantId tenant, Basket basket, Span span) {
        span.setAttribute("mall.tenant", tenant.value());
        span.setAttribute("mall.sku", basket.sku().id());
        span.setAttribute("mall.tier", basket.tier().label());
        span.setAttribute("mall.amount_cny", basket.amount().yuan());
        Order order = recorded(tenant, basket);
        span.setAttribute("mall.trade_no", order.tradeNo().value());
        LOG.debugf("tenant=%s order %s of CNY %s: %s", tenant, order.tradeNo(), order.amount(), order.state());
        return order;
    }

    private Order recorded(TenantId tenant, Basket basket) {
        try {
            return checkout.place(tenant, List.of(basket)).getFirst();
        } catch (Problem problem) {
            throw problem;
        } catch (RuntimeException e) {
            LOG.warnf("tenant=%s an order of CNY %s was lost: %s", tenant, basket.amount(), e);
            throw Problem.of(
                    Kind.INTERNAL, "order.not-recorded", "The order could not be recorded; nothing was sold.", e);
        }
    }

    private static OrderView view(Order order) {
        if (order.open()) {
            return new OrderView(
                    order.tradeNo().value(), order.state(), order.amount().toString(), order.traceId());
        }
        LOG.infof(
                "tenant=%s order %s of CNY %s is lost: %s",
                order.tenant(), order.tradeNo(), order.amount(), order.reason());
        if ("sold-out".equals(order.reason())) {
            throw Problem.of(Kind.CONFLICT, "order.sold-out", "There is not enough of this SKU; order less, or later.");
        }
        throw Problem.of(Kind.INTERNAL, "order.stock-unavailable", "The stock could not be asked; nothing was sold.");
    }

    private static Basket basket(@Nullable OrderRequest request) {
        if (request == null || request.sku() == null) {
            throw malformed("Say what: {\"sku\": \"1001\"}, and as you like quantity, tier, source, gateway.");
        }
        int quantity = request.quantity() == null ? 1 : request.quantity();
        if (quantity < 1 || quantity > Basket.MOST) {
            throw malformed("An order is of 1 to " + Basket.MOST + " pieces.");
        }
        return new Basket(
                Catalogue.find(request.sku()).orElseThrow(() -> malformed("There is no such SKU.")),
                quantity,
                one(Tier.values(), Tier::label, request.tier(), Tier.BRONZE),
                one(Source.values(), Source::label, request.source(), Source.WEB),
                one(Gateway.values(), Gateway::label, request.gateway(), Gateway.ALIPAY));
    }

    private static <T> T one(T[] choices, Function<T, String> label, @Nullable String wanted, T otherwise) {
        if (wanted == null) {
            return otherwise;
        }
        List<String> labels = Arrays.stream(choices).map(label).toList();
        int index = labels.indexOf(wanted);
        if (index < 0) {
            throw malformed("One of " + labels + " is wanted.");
        }
        return choices[index];
    }

    private static Problem malformed(String detail) {
        return Problem.of(Kind.MALFORMED, "order.malformed", detail);
    }
}
