package io.pharos.mall.load;

import io.pharos.mall.MallConfig;
import io.pharos.mall.shop.Basket;
import io.pharos.model.TenantId;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/** Customers who order through the shop's HTTP address, a few at once, so that their orders are traced. */
@ApplicationScoped
class HttpCustomers {
    private static final Logger LOG = Logger.getLogger(HttpCustomers.class);
    private static final int AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final String address;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .executor(threads)
            .build();
    private final Map<TenantId, Semaphore> places = new ConcurrentHashMap<>();

    HttpCustomers(MallConfig config) {
        this.address = config.load().address();
    }

    /** Sends a customer; false where too many are there already. */
    boolean buy(TenantId tenant, Basket basket) {
        Semaphore place = places.computeIfAbsent(tenant, _ -> new Semaphore(AT_ONCE));
        if (!place.tryAcquire()) {
            return false;
        }
        threads.execute(() -> {
            try {
                post(tenant, basket);
            } finally {
                place.release();
            }
        });
        return true;
    }

    private void post(TenantId tenant, Basket basket) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/shops/" + tenant + "/orders"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json(basket)))
                .build();
        try {
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            LOG.debugf("tenant=%s a customer was answered %d", tenant, status);
        } catch (IOException e) {
            LOG.warnf("tenant=%s a customer went away: %s", tenant, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String json(Basket basket) {
        return "{\"sku\":\"%s\",\"quantity\":%d,\"tier\":\"%s\",\"source\":\"%s\",\"gateway\":\"%s\"}"
                .formatted(
                        basket.sku().id(),
                        basket.quantity(),
                        basket.tier().label(),
                        basket.source().label(),
                        basket.gateway().label());
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
        threads.shutdownNow();
    }
}
