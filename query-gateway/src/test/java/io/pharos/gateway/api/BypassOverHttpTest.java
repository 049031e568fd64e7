package io.pharos.gateway.api;

import static io.pharos.gateway.suite.Surroundings.STAGING;
import static io.pharos.gateway.suite.Surroundings.STAGING_OF_TYRELL;
import static io.pharos.gateway.suite.Surroundings.TYRELL;
import static io.pharos.tenancy.testing.Tenants.ACME;
import static io.pharos.tenancy.testing.Tenants.INITECH;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.gateway.suite.Asking;
import io.pharos.gateway.suite.Surroundings;
import io.pharos.model.Role;
import io.pharos.model.TenantId;
import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every trick of the corpus by which libs/promql is tested, as real requests: refused, or harmless. */
@QuarkusTest
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = false)
class BypassOverHttpTest {
    private static final Path CORPUS = Path.of("..", "libs", "promql", "src", "test", "resources", "bypass");

    /** What neither acme nor staging of the other tenant may see. */
    private static final List<String> SECRETS = List.of(
            "shop-of-" + INITECH,
            "only_" + INITECH,
            "trace-of-" + INITECH,
            "31337.25",
            "shop-of-" + TYRELL + '"',
            "trace-of-" + TYRELL + '"',
            "20191.25");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TestHTTPResource
    @SuppressWarnings("NullAway.Init")
    URI gateway;

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    /**
     * One block of the corpus: its query or its selectors, the environment that it is held to (empty for none, as where
     * environments lie apart), and whether it is to be refused.
     */
    private record Trick(String query, List<String> matches, String environment, boolean refused) {
        static Trick of(String block) {
            StringBuilder query = new StringBuilder();
            List<String> matches = new ArrayList<>();
            String environment = "";
            boolean refused = false;
            String key = "";
            for (String line : block.lines().toList()) {
                boolean more = line.startsWith("    ");
                key = more || line.startsWith("#") ? key : line.split(": ", 2)[0];
                String value =
                        more ? "\n" + line.substring(4) : line.substring(Math.min(line.length(), key.length() + 2));
                if (key.equals("query") && !line.startsWith("#")) {
                    query.append(value);
                } else if (key.equals("match") && !more) {
                    matches.add(value);
                }
                environment = line.startsWith("env: ") ? value : environment;
                refused |= line.startsWith("refused: ");
            }
            boolean none = matches.equals(List.of("(none)"));
            return new Trick(query.toString(), none ? List.of() : matches, environment, refused);
        }
    }

    private static Stream<Trick> tricks() {
        try (Stream<Path> files = Files.list(CORPUS)) {
            return files
                    .sorted()
                    .flatMap(file -> Stream.of(text(file).split("\n\n+")))
                    .filter(block -> block.contains("query: ") || block.contains("match: "))
                    .map(Trick::of)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Acme, or where an environment is held a tenant whose environments share one engine. */
    private Asking asker(Trick trick) {
        TenantId tenant = trick.environment.isEmpty() ? ACME : TYRELL;
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Tenant-ID", tenant.value());
        headers.put("Authorization", "Bearer " + router.issuer().tenantToken(tenant, Role.ADMIN));
        if (!trick.environment.isEmpty()) {
            headers.put("X-Environment", trick.environment);
        }
        return new Asking(http, gateway, headers);
    }

    @Test
    void everyTrickIsRefusedOrHarmless() {
        List<Trick> tricks = tricks().toList();
        assertThat(tricks).hasSizeGreaterThan(100);
        assertThat(tricks.stream().filter(Trick::refused)).hasSizeGreaterThan(20);
        assertThat(tricks.stream().filter(trick -> !trick.environment.isEmpty()))
                .hasSizeGreaterThan(5);
        for (Trick trick : tricks) {
            Asking asker = asker(trick);
            if (trick.query.isEmpty()) {
                series(asker, trick);
            } else {
                query(asker, trick, "query", Map.of());
                query(asker, trick, "query_range", range());
                query(asker, trick, "query_exemplars", Map.of("start", now(-600), "end", now(0)));
            }
        }
    }

    @Test
    void whoIsHeldToAnEnvironmentSeesThatOneAndNoOther() {
        Trick all = new Trick("{__name__=~\".+\"}", List.of(), STAGING.value(), false);
        HttpResponse<String> answer = asker(all).post("query", Map.of("query", all.query));
        assertThat(answer.body()).contains("shop-of-" + STAGING_OF_TYRELL).doesNotContain("shop-of-" + TYRELL + '"');
    }

    private static Map<String, String> range() {
        return Map.of("start", now(-120), "end", now(0), "step", "15");
    }

    private static String now(int seconds) {
        return Long.toString(Instant.now().getEpochSecond() + seconds);
    }

    private static void query(Asking asker, Trick trick, String path, Map<String, String> more) {
        Map<String, String> form = new LinkedHashMap<>(more);
        form.put("query", trick.query);
        assertHarmless(trick, trick.query, asker.post(path, form));
    }

    private static void series(Asking asker, Trick trick) {
        List<Map.Entry<String, String>> form =
                trick.matches.stream().map(match -> Map.entry("match[]", match)).toList();
        for (String path : List.of("series", "labels", "label/shop/values")) {
            assertHarmless(trick, trick.matches.toString(), asker.post(path, form));
        }
    }

    private static void assertHarmless(Trick trick, String asked, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(trick + answer.body()).isLessThan(500);
        if (trick.refused && !trick.query.isEmpty()) {
            assertThat(answer.statusCode()).as(trick + answer.body()).isIn(400, 403);
        }
        if (answer.statusCode() == 200) {
            for (String secret : SECRETS) {
                assertThat(answer.body())
                        .as(trick.toString())
                        .satisfies(body -> assertThat(body.contains(secret) && !asked.contains(secret))
                                .isFalse());
            }
        }
    }
}
