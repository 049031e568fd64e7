package io.pharos.mall.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.pharos.mall.MallConfig;
import io.pharos.model.TenantId;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaymentLogClientTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId INITECH = new TenantId("initech");

    private record Push(String method, String path, String login, String body) {}

    @TempDir
    Path secrets;

    private final BlockingQueue<Push> pushes = new LinkedBlockingQueue<>();
    private volatile int status = 200;
    private HttpServer gateway;
    private Meters meters;
    private PaymentLogClient client;

    @BeforeEach
    void open() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", this::take);
        gateway.start();
        Files.writeString(secrets.resolve("acme"), "first\n");
        MallConfig config = config("http://127.0.0.1:" + gateway.getAddress().getPort() + "/t/acme");
        meters = new Meters(config);
        client = new PaymentLogClient(config, meters);
    }

    @AfterEach
    void close() {
        client.close();
        gateway.stop(0);
    }

    @Test
    void theLogsCountersArePushedAndStandNowhereElse() throws InterruptedException {
        Push push = pushed();
        assertThat(push.method()).isEqualTo("PUT");
        assertThat(push.path()).isEqualTo("/t/acme/metrics/job/payment-log");
        assertThat(push.login()).isEqualTo("payments:first");
        assertThat(push.body())
                .contains("# TYPE mall_payment_attempts_total counter")
                .contains("mall_payment_attempts_total{gateway=\"alipay\"} 0")
                .contains("mall_payment_failed_total{gateway=\"wechat\"} 0")
                .doesNotContain("mall_order", "# EOF");
        assertThat(meters.of(ACME).text(Exposition.Format.PROMETHEUS))
                .contains("mall_order_created_total")
                .doesNotContain("mall_payment_attempts_total", "mall_payment_failed_total");
    }

    @Test
    void aShopThatPushesNothingShowsTheLogsCountersOnItsPage() {
        client.push(INITECH);
        assertThat(pushes).isEmpty();
        assertThat(meters.of(INITECH).text(Exposition.Format.PROMETHEUS))
                .contains("mall_payment_attempts_total{gateway=\"alipay\"} 0", "mall_payment_failed_total");
    }

    @Test
    void aRefusedPushIsMadeGoodByTheNextWithThePasswordOfThen() throws InterruptedException, IOException {
        status = 503;
        pushed();
        status = 200;
        Files.writeString(secrets.resolve("acme"), "second");
        Awaitility.await().until(() -> pushed().login(), "payments:second"::equals);
    }

    /** The next push that arrives; one that is still under way keeps another from beginning. */
    private Push pushed() throws InterruptedException {
        Awaitility.await().until(() -> {
            client.push(ACME);
            return !pushes.isEmpty();
        });
        return pushes.poll(5, TimeUnit.SECONDS);
    }

    private void take(HttpExchange exchange) throws IOException {
        String login = exchange.getRequestHeaders().getFirst("Authorization").substring("Basic ".length());
        pushes.add(new Push(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                new String(Base64.getDecoder().decode(login), UTF_8),
                new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private MallConfig config(String address) {
        return new SmallRyeConfigBuilder()
                .withMapping(MallConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withDefaultValue("quarkus.http.port", "8090")
                .withDefaultValue("pharos.mall.shops.acme.seed", "1")
                .withDefaultValue("pharos.mall.shops.acme.trough", "30")
                .withDefaultValue("pharos.mall.shops.acme.peak", "60")
                .withDefaultValue("pharos.mall.shops.acme.push.address", address)
                .withDefaultValue("pharos.mall.shops.acme.push.user", "payments")
                .withDefaultValue(
                        "pharos.mall.shops.acme.push.password-file",
                        secrets.resolve("acme").toString())
                .withDefaultValue("pharos.mall.shops.initech.seed", "2")
                .withDefaultValue("pharos.mall.shops.initech.trough", "30")
                .withDefaultValue("pharos.mall.shops.initech.peak", "60")
                .build()
                .getConfigMapping(MallConfig.class);
    }
}
