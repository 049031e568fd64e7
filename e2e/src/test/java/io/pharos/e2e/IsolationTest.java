package io.pharos.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.e2e.suite.Answer;
import io.pharos.e2e.suite.FrontDoor;
import io.pharos.e2e.suite.Suite;
import io.pharos.e2e.suite.SuiteExtension;
import io.pharos.e2e.write.RemoteWrite;
import io.pharos.e2e.write.Series;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two tenants in one TSDB never see each other, whichever read they use. Every check is first made against the TSDB
 * itself, without the wall's matcher, where it must find the other tenant: so a wall that is taken out is noticed.
 */
@ExtendWith(SuiteExtension.class)
class IsolationTest {
    /** Names that only one tenant's series carry, in the metric's name, in a label's name and in a label's value. */
    private static final Map<String, String> MARKS = Map.of("acme", "mark_of_acme", "initech", "mark_of_initech");

    private static final String EVERY_MARK = "{__name__=~\"mark_of_.+\"}";

    private Suite suite;

    record Read(String path, Map<String, String> parameters) {
        @Override
        public String toString() {
            return path + " " + parameters;
        }
    }

    @BeforeEach
    void writeAMarkForEachTenant(Suite suite) {
        this.suite = suite;
        // A little old, so that a subquery's last step has it.
        Instant moment = Instant.now().minusSeconds(2);
        MARKS.forEach((tenant, mark) -> {
            Answer answer = suite.frontDoor()
                    .as(tenant, suite.token(tenant, "admin"))
                    .write(RemoteWrite.of(Series.at(moment, mark, 1, mark, "1", "owner", mark)));
            assertThat(answer.status()).as(answer.toString()).isIn(200, 204);
        });
    }

    static Stream<Arguments> readsOfBoth() {
        String before = Instant.now().minusSeconds(60).toString();
        String later = Instant.now().plusSeconds(240).toString();
        Map<String, String> range = Map.of("start", before, "end", later, "step", "5");
        List<Read> reads = List.of(
                new Read("/api/v1/query", Map.of("query", EVERY_MARK)),
                new Read("/api/v1/query", Map.of("query", "mark_of_acme or mark_of_initech")),
                new Read("/api/v1/query", Map.of("query", "count by (owner) (" + EVERY_MARK + ")")),
                new Read("/api/v1/query", Map.of("query", EVERY_MARK + " and on () vector(1)")),
                new Read("/api/v1/query", Map.of("query", "max_over_time(" + EVERY_MARK + "[5m])")),
                new Read("/api/v1/query", Map.of("query", "max_over_time(" + EVERY_MARK + "[5m:1s])")),
                new Read("/api/v1/query_range", with(range, "query", EVERY_MARK)),
                new Read("/api/v1/query_range", with(range, "query", "sum by (owner) (" + EVERY_MARK + ")")),
                new Read("/api/v1/series", Map.of("match[]", EVERY_MARK)),
                new Read("/api/v1/series", Map.of("match[]", EVERY_MARK, "start", before)),
                new Read("/api/v1/labels", Map.of()),
                new Read("/api/v1/labels", Map.of("match[]", EVERY_MARK)),
                new Read("/api/v1/label/owner/values", Map.of()),
                new Read("/api/v1/label/owner/values", Map.of("match[]", EVERY_MARK, "end", later)),
                new Read("/api/v1/label/__name__/values", Map.of()));
        return reads.stream()
                .flatMap(read ->
                        Stream.of(Arguments.of("acme", "initech", read), Arguments.of("initech", "acme", read)));
    }

    @ParameterizedTest
    @MethodSource("readsOfBoth")
    void aReadShowsOwnDataOnly(String tenant, String other, Read read) {
        assertThat(suite.sharedTsdb().get(read.path(), read.parameters()).body())
                .as("without the wall")
                .contains(MARKS.get(tenant), MARKS.get(other));

        for (Answer answer : answersTo(tenant, read)) {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            assertThat(answer.body()).contains(MARKS.get(tenant)).doesNotContain(MARKS.get(other));
        }
    }

    static Stream<Arguments> attempts() {
        return Stream.of("acme", "initech").flatMap(tenant -> {
            String other = tenant.equals("acme") ? "initech" : "acme";
            return Stream.of(
                            "{tenant_id=\"OTHER\"}",
                            "{tenant_id=~\".+\",__name__=~\"mark_of_.+\"}",
                            "{tenant_id!=\"OWN\",__name__=~\"mark_of_.+\"}",
                            "mark_of_OTHER{tenant_id=~\"OTHER|OWN\"}",
                            "mark_of_OWN or mark_of_OTHER{tenant_id=\"OTHER\"}",
                            "label_replace(mark_of_OTHER, \"tenant_id\", \"OWN\", \"\", \"\")",
                            "count_values by (owner) (\"tenant_id\", mark_of_OTHER)",
                            "mark_of_OTHER @ end()",
                            "mark_of_OTHER offset -1m",
                            "absent(mark_of_OTHER{owner=\"none\"}) + on () group_right () mark_of_OTHER")
                    .map(text -> text.replace("OTHER", other).replace("OWN", tenant))
                    .map(text -> Arguments.of(tenant, other, text));
        });
    }

    @ParameterizedTest
    @MethodSource("attempts")
    void namingTheOtherTenantShowsNothingOfIt(String tenant, String other, String expression) {
        assertThat(suite.sharedTsdb()
                        .query(expression)
                        .json()
                        .at("/data/result")
                        .toString())
                .as("without the wall")
                .contains(ownedBy(other));

        Answer answer = asAdmin(tenant).query(expression);

        assertThat(answer.status()).as(answer.toString()).isIn(200, 400, 403);
        if (answer.status() == 200) {
            assertThat(answer.json().at("/data/result").toString()).doesNotContain(ownedBy(other));
        }
    }

    private static String ownedBy(String tenant) {
        return "\"owner\":\"" + MARKS.get(tenant) + '"';
    }

    private List<Answer> answersTo(String tenant, Read read) {
        String path = "/prometheus" + read.path();
        Answer got = asAdmin(tenant).get(path, read.parameters());
        return read.path().contains("/label/")
                ? List.of(got)
                : List.of(got, asAdmin(tenant).postForm(path, read.parameters()));
    }

    private FrontDoor asAdmin(String tenant) {
        return suite.frontDoor().as(tenant, suite.token(tenant, "admin"));
    }

    private static Map<String, String> with(Map<String, String> parameters, String name, String value) {
        Map<String, String> more = new HashMap<>(parameters);
        more.put(name, value);
        return Map.copyOf(more);
    }
}
