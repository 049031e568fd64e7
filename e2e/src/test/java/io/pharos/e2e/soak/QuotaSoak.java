package io.pharos.e2e.soak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.e2e.suite.FrontDoor;
import io.pharos.e2e.suite.Spare;
import io.pharos.e2e.suite.Suite;
import io.pharos.e2e.suite.SuiteExtension;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two gateway processes and fifty clients who ask for far more than a quota for a minute. */
@ExtendWith(SuiteExtension.class)
class QuotaSoak {
    private static final int CLIENTS = 50;
    private static final int DEV_RATE = 100;
    private static final Duration LENGTH = Duration.ofSeconds(60);
    private static final long SECOND_MICROS = 1_000_000;

    @Test
    void neverMoreThanTheQuotaAndHardlyLess(Suite suite) throws Exception {
        Evidence evidence = Evidence.of("quota");
        evidence.step("fifty clients at two gateways for a minute", () -> crowd(suite));
        evidence.finish();
    }

    private static Map<String, ?> crowd(Suite suite) throws Exception {
        String token = suite.token("acme", "dev");
        String key = "pharos:quota:{acme}:user:" + subject(token);
        AtomicInteger served = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        Map<String, Long> grants = new TreeMap<>();
        try (Spare spare = suite.spareGateway();
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<FrontDoor> gateways =
                    List.of(suite.gateway().as("acme", token), spare.door().as("acme", token));
            Instant end = Instant.now().plus(LENGTH);
            IntStream.range(0, CLIENTS)
                    .forEach(client -> clients.execute(() -> ask(gateways.get(client % 2), end, served, refused)));
            while (Instant.now().isBefore(end)) {
                grants.putAll(grantsOfTheLastSecond(suite, key));
            }
        }
        List<Long> times = grants.values().stream().sorted().toList();
        int most = mostInASecond(times);
        assertThat(most).as("grants in any second by Redis's clock").isLessThanOrEqualTo(DEV_RATE);
        assertThat(times.size()).as("grants in all").isGreaterThanOrEqualTo((int)
                (DEV_RATE * LENGTH.toSeconds() * 0.95));
        return Map.of(
                "limitASecond", DEV_RATE,
                "granted", times.size(),
                "mostInAnySecond", most,
                "served", served.get(),
                "refused", refused.get());
    }

    private static void ask(FrontDoor gateway, Instant end, AtomicInteger served, AtomicInteger refused) {
        while (Instant.now().isBefore(end)) {
            boolean granted = gateway.query("vector(1)").status() == 200;
            (granted ? served : refused).incrementAndGet();
        }
    }

    /** Members and times, in microseconds of Redis's clock. */
    private static Map<String, Long> grantsOfTheLastSecond(Suite suite, String key) {
        List<String> lines =
                suite.redis("ZRANGE", key, "0", "-1", "WITHSCORES").lines().toList();
        Map<String, Long> grants = new TreeMap<>();
        for (int i = 0; i + 1 < lines.size(); i += 2) {
            grants.put(lines.get(i), (long) Double.parseDouble(lines.get(i + 1)));
        }
        return grants;
    }

    private static int mostInASecond(List<Long> sorted) {
        List<Long> window = new ArrayList<>();
        int most = 0;
        for (long time : sorted) {
            window.add(time);
            while (time - window.getFirst() > SECOND_MICROS) {
                window.removeFirst();
            }
            most = Math.max(most, window.size());
        }
        return most;
    }

    private static String subject(String token) throws IOException {
        byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
        return new ObjectMapper().readTree(claims).path("sub").asText();
    }
}
