package io.pharos.collector.scrape;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pharos.collector.suite.Surroundings;
import io.pharos.collector.targets.JobBook;
import io.pharos.collector.targets.JobSecrets;
import io.pharos.collector.targets.Targets;
import io.pharos.collector.targets.TargetsConfig;
import io.pharos.model.Role;
import io.pharos.model.Scope;
import io.pharos.ownership.Ownership;
import io.pharos.sql.Database;
import io.pharos.tenancy.directory.TenantDirectory;
import io.pharos.tenancy.egress.EgressClient;
import io.pharos.tenancy.egress.EgressGuard;
import io.pharos.tenancy.http.Poll;
import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A second replica joins the collector and dies: each target is scraped by one of them at a time, and misses two
 * intervals at most. The replica is all that scraping has, under an identity of its own, over the same PostgreSQL.
 */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
@QuarkusTestResource(Surroundings.class)
class HandOverTest {
    private static final int TARGETS = 8;
    private static final Duration INTERVAL = Duration.ofSeconds(3);
    private static final Duration LEASE = Duration.ofSeconds(2);
    private static final Duration BEAT = Duration.ofMillis(200);
    private static final Duration LATE = Duration.ofMillis(700);
    private static final Duration SOON = Duration.ofSeconds(30);

    FakeRouter router;

    @Inject
    Database database;

    @Inject
    JobBook book;

    @Inject
    Discovery discovery;

    @Inject
    TenantDirectory directory;

    @Inject
    TargetsConfig targets;

    @Inject
    Delivery delivery;

    @Inject
    ScrapeMetrics metrics;

    @Inject
    ScrapeConfig config;

    @Inject
    JobSecrets secrets;

    @Inject
    EgressGuard guard;

    @Inject
    Vertx vertx;

    @Inject
    Clock clock;

    private final Exhibit exhibit = new Exhibit();
    private long died;

    @AfterEach
    void end() {
        IntStream.range(0, TARGETS).forEach(i -> acme().delete("/api/v1/scrape-targets/handed-" + i));
        exhibit.close();
    }

    @Test
    void aTargetHasOneScraperAtATimeAndMissesTwoIntervalsAtMost() {
        exhibit.shows("handed 1\n");
        for (int i = 0; i < TARGETS; i++) {
            acme().body("""
                            {"static_configs": [{"targets": ["%s"]}], "metrics_path": "/m%d", "scrape_interval": "3s"}
                            """.formatted(exhibit.address(), i))
                    .put("/api/v1/scrape-targets/handed-" + i)
                    .then()
                    .statusCode(200);
        }
        awaitScrapes(1);
        Replica second = new Replica();
        await("it takes over some of the targets").atMost(SOON).until(() -> second.scraped() > 0);
        awaitScrapes(scrapes() + 2);
        died = System.currentTimeMillis();
        second.die();
        awaitScrapes(scrapes() + 2);
        for (int i = 0; i < TARGETS; i++) {
            assertHandedOverWell("/m" + i);
        }
    }

    private void assertHandedOverWell(String path) {
        List<Long> times = exhibit.times(path);
        for (int i = 1; i < times.size(); i++) {
            long gap = times.get(i) - times.get(i - 1);
            assertThat(gap).as("two at once, of %s at %s", path, times).isGreaterThan(INTERVAL.toMillis() / 2);
            assertThat(gap)
                    .as("the gap of %s at %s, with the second gone at %d", path, times, died)
                    .isLessThan(2 * INTERVAL.toMillis() + LATE.toMillis());
        }
    }

    private int scrapes() {
        return IntStream.range(0, TARGETS)
                .map(i -> exhibit.times("/m" + i).size())
                .min()
                .orElse(0);
    }

    private void awaitScrapes(int each) {
        await(each + " scrapes of each target").atMost(SOON).until(() -> scrapes() >= each);
    }

    private RequestSpecification acme() {
        return RestAssured.given()
                .header("X-Tenant-ID", ACME.value())
                .auth()
                .oauth2(router.issuer().tenantToken(ACME, Role.ADMIN, Scope.TARGETS_WRITE))
                .contentType(ContentType.JSON);
    }

    /** All that scraping has of a collector process. */
    private final class Replica {
        private final Ownership ownership = new Ownership(database, clock, LEASE);
        private final EgressClient client =
                new EgressClient(vertx, guard, new EgressClient.Bounds(Duration.ofSeconds(5), 1 << 20, 16));
        private final Outlets outlets = new Outlets(delivery, metrics, config);
        private final Scraping scraping = new Scraping(new Scraping.Parts(
                book, discovery, ownership, directory, targets, outlets, new Fetcher(client, secrets, 1 << 20), clock));
        private final Poll beats = Poll.start("second-beats", () -> {
            ownership.beat();
            return BEAT;
        });
        private final Poll refresh = Poll.start("second-refresh", () -> {
            scraping.refresh();
            return BEAT;
        });

        /** How many of the targets are its own now. */
        long scraped() {
            return IntStream.range(0, TARGETS)
                    .filter(i -> ownership.holds(id(i)))
                    .count();
        }

        private String id(int i) {
            return book.current().stream()
                    .filter(job -> job.key().job().equals("handed-" + i))
                    .flatMap(job -> Targets.of(job, job.groups()).stream())
                    .map(target -> target.id())
                    .findFirst()
                    .orElse("none");
        }

        /** Gives nothing back. */
        void die() {
            beats.close();
            refresh.close();
            scraping.close();
            client.close();
        }
    }
}
