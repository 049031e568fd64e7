package io.pharos.gateway.api;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static io.pharos.tenancy.testing.Tenants.INITECH;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.gateway.suite.Asking;
import io.pharos.gateway.suite.Surroundings;
import io.pharos.model.Role;
import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
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

    @TestHTTPResource
    @SuppressWarnings("NullAway.Init")
    URI gateway;

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    /** One block of the corpus: its query or its selectors, and whether it is to be refused. */
    private record Trick(String query, List<String> matches, boolean refused) {
        static Trick of(String block) {
            StringBuilder query = new StringBuilder();
            List<String> matches = new ArrayList<>();
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
                refused |= line.startsWith("refused: ");
            }
            // Where environments lie apart, as here, env is nobody's label.
            refused &= block.lines().noneMatch(line -> line.startsWith("env: "));
            return new Trick(query.toString(), matches.equals(List.of("(none)")) ? List.of() : matches, refused);
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

    private Asking acme() {
        String token = router.issuer().tenantToken(ACME, Role.ADMIN);
        return Asking.of(gateway, Map.of("X-Tenant-ID", ACME.value(), "Authorization", "Bearer " + token));
    }

    @Test
    void everyTrickIsRefusedOrHarmless() {
        List<Trick> tricks = tricks().toList();
        assertThat(tricks).hasSizeGreaterThan(100);
        assertThat(tricks.stream().filter(Trick::refused)).hasSizeGreaterThan(20);
        Asking acme = acme();
        for (Trick trick : tricks) {
            if (trick.query.isEmpty()) {
                series(acme, trick);
            } else {
                query(acme, trick, "query", Map.of());
                query(acme, trick, "query_range", range());
                query(acme, trick, "query_exemplars", Map.of("start", now(-600), "end", now(0)));
            }
        }
    }

    private static Map<String, String> range() {
        return Map.of("start", now(-120), "end", now(0), "step", "15");
    }

    private static String now(int seconds) {
        return Long.toString(Instant.now().getEpochSecond() + seconds);
    }

    private static void query(Asking acme, Trick trick, String path, Map<String, String> more) {
        Map<String, String> form = new LinkedHashMap<>(more);
        form.put("query", trick.query);
        assertHarmless(trick, trick.query, acme.post(path, form));
    }

    private static void series(Asking acme, Trick trick) {
        for (String path : List.of("series", "labels", "label/shop/values")) {
            Map<String, String> form = new LinkedHashMap<>();
            trick.matches.forEach(match -> form.put("match[]", match));
            assertHarmless(trick, trick.matches.toString(), acme.post(path, form));
        }
    }

    private static void assertHarmless(Trick trick, String asked, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(trick + answer.body()).isLessThan(500);
        if (trick.refused && !trick.query.isEmpty()) {
            assertThat(answer.statusCode()).as(trick + answer.body()).isIn(400, 403);
        }
        if (answer.statusCode() == 200) {
            for (String secret : List.of("shop-of-" + INITECH, "only_" + INITECH, "trace-of-" + INITECH, "31337.25")) {
                assertThat(answer.body())
                        .as(trick.toString())
                        .satisfies(body -> assertThat(body.contains(secret) && !asked.contains(secret))
                                .isFalse());
            }
        }
    }
}
