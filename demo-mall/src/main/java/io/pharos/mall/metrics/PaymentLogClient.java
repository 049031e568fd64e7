package io.pharos.mall.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.mall.MallConfig;
import io.pharos.model.TenantId;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

/**
 * Pushes the counters of each shop's payment log by the Pushgateway API, in the text format 0.0.4, as the group
 * {@code job="payment-log"}. They only grow while the mall lives, so a push that fails is made good by the next.
 */
@ApplicationScoped
public class PaymentLogClient {
    private static final Logger LOG = Logger.getLogger(PaymentLogClient.class);
    private static final String GROUP = "/metrics/job/payment-log";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_REASON = 300;

    private final Map<String, MallConfig.Shop> shops;
    private final Meters meters;
    private final Set<TenantId> pushing = ConcurrentHashMap.newKeySet();
    private final Set<TenantId> failing = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .executor(threads)
            .build();

    PaymentLogClient(MallConfig config, Meters meters) {
        this.shops = config.shops();
        this.meters = meters;
    }

    /** Begins a push where that shop has an address for it and the one before has ended; waits for nothing. */
    public void push(TenantId tenant) {
        MallConfig.Shop shop = shops.get(tenant.value());
        if (shop == null || shop.push().isEmpty() || !pushing.add(tenant)) {
            return;
        }
        threads.execute(() -> {
            try {
                push(tenant, shop.push().get());
            } finally {
                pushing.remove(tenant);
            }
        });
    }

    private void push(TenantId tenant, MallConfig.Push to) {
        try {
            HttpResponse<String> answer = http.send(request(tenant, to), BodyHandlers.ofString());
            if (answer.statusCode() / 100 == 2) {
                failing.remove(tenant);
            } else {
                failed(tenant, "HTTP " + answer.statusCode() + ' ' + shortened(answer.body()));
            }
        } catch (IOException e) {
            failed(tenant, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(TenantId tenant, MallConfig.Push to) throws IOException {
        String password = Files.readString(to.passwordFile()).strip();
        String login = Base64.getEncoder().encodeToString((to.user() + ':' + password).getBytes(UTF_8));
        return HttpRequest.newBuilder(URI.create(to.address() + GROUP))
                .timeout(PATIENCE)
                .header("Authorization", "Basic " + login)
                .header("Content-Type", Exposition.Format.PROMETHEUS.contentType())
                .PUT(BodyPublishers.ofString(meters.of(tenant).paymentLog()))
                .build();
    }

    /** The first failure in a row is told, the next ones are not. */
    private void failed(TenantId tenant, String why) {
        Level level = failing.add(tenant) ? Level.WARN : Level.DEBUG;
        LOG.logf(level, "tenant=%s the payment log was not pushed and will be again: %s", tenant, why);
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_REASON));
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
        threads.shutdownNow();
    }
}
