package io.pharos.e2e.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.e2e.suite.Answer;
import io.pharos.e2e.suite.FrontDoor;
import io.pharos.e2e.suite.Suite;
import io.pharos.e2e.write.Load;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Kills billing-service, Kafka and PostgreSQL at random moments while usage comes in on both ways: told over HTTP with
 * repetitions and out of order, and counted by the collector through its spool and Kafka. Afterwards the sum billed is
 * the sum of the distinct events, to the unit.
 */
public final class BillingKills {
    private static final List<String> VICTIMS = List.of("billing-service", "kafka", "postgres");
    private static final Duration BACK = Duration.ofSeconds(60);
    /** Kafka's own start, the wait for a consumer that was killed, the spool's next attempt: one after the other. */
    private static final Duration SETTLED = Duration.ofMinutes(2);

    private BillingKills() {}

    /** The facts of one run; differences are hours that are not what their events say. */
    public record Seen(
            int kills, long events, long sum, String billed, long samples, String samplesBilled, int differences) {
        public Map<String, ?> facts() {
            return Map.of(
                    "kills", kills,
                    "distinctEvents", events,
                    "sumOfDistinctEvents", sum,
                    "sumBilled", billed,
                    "samplesAcknowledged", samples,
                    "samplesBilled", samplesBilled,
                    "hoursThatDiffer", differences);
        }
    }

    /** Kills so often, and compares. */
    public static Seen run(Suite suite, int kills, int seed) throws InterruptedException {
        FrontDoor acme = suite.frontDoor().as("acme", suite.token("acme", "admin"));
        FrontDoor platform = suite.frontDoor().bearing(suite.platformToken());
        String resource = "killed_" + Instant.now().getEpochSecond();
        String meter = resource.replace('_', '-');
        Instant start = Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.HOURS);
        Answer made = acme.postJson(
                "/api/v1/meters",
                "{\"code\":\"%s\",\"resourceType\":\"%s\",\"aggregation\":\"sum\"}".formatted(meter, resource));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        BigDecimal samplesBefore = samples(acme, start);
        Random random = new Random(seed);
        try (UsageSender sender = UsageSender.start(resource, () -> acme);
                Load load = Load.start("e2e_" + resource, () -> acme)) {
            for (String victim : victims(kills, random)) {
                kill(suite, victim, sender, random);
            }
            sender.close();
            load.close();
            long acknowledged = load.acknowledged().count();
            BigDecimal counted = BigDecimal.valueOf(sender.sum());
            await().atMost(SETTLED)
                    .ignoreExceptions()
                    .until(() -> sum(acme, meter, "", start).compareTo(counted) == 0);
            await().atMost(SETTLED)
                    .ignoreExceptions()
                    .until(() ->
                            samples(acme, start).subtract(samplesBefore).compareTo(BigDecimal.valueOf(acknowledged))
                                    >= 0);
            return new Seen(
                    kills,
                    sender.events(),
                    sender.sum(),
                    sum(acme, meter, "", start).toPlainString(),
                    acknowledged,
                    samples(acme, start).subtract(samplesBefore).toPlainString(),
                    differences(platform));
        }
    }

    /** All of them about as often, in any order. */
    private static List<String> victims(int kills, Random random) {
        List<String> victims = new ArrayList<>();
        while (victims.size() < kills) {
            victims.addAll(VICTIMS);
        }
        List<String> some = victims.subList(0, kills);
        Collections.shuffle(some, random);
        return some;
    }

    private static int differences(FrontDoor platform) {
        Answer answer = platform.call("POST", "/api/v1/billing/self-check?days=1");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json().path("differences").size();
    }

    private static void kill(Suite suite, String victim, UsageSender sender, Random random) {
        long before = sender.events();
        int moment = random.nextInt(400);
        await().atMost(BACK).until(() -> sender.events() > before + moment);
        long killed = suite.kill(victim);
        await().atMost(BACK).until(() -> suite.pid(victim) != killed);
    }

    /** Samples that were written as the client that writes here, and nobody else. */
    private static BigDecimal samples(FrontDoor acme, Instant from) {
        return sum(acme, "samples", "acme-admin", from);
    }

    private static BigDecimal sum(FrontDoor acme, String meter, String user, Instant from) {
        Answer answer = acme.get(
                "/api/v1/usage",
                user.isEmpty()
                        ? Map.of("meter", meter, "from", from.toString())
                        : Map.of("meter", meter, "from", from.toString(), "group_by", "user_id"));
        if (answer.status() != 200) {
            throw new UncheckedIOException(new IOException(answer.toString()));
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode quantity : answer.json().at("/meters/0/quantities")) {
            if (user.isEmpty() || quantity.at("/group/user_id").asText().equals(user)) {
                sum = sum.add(new BigDecimal(quantity.path("quantity").asText()));
            }
        }
        return sum;
    }
}
