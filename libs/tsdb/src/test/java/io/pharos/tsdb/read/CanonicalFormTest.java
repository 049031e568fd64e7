package io.pharos.tsdb.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.model.TenantId;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlParser;
import io.pharos.promql.enforce.EnforcedQuery;
import io.pharos.promql.enforce.EnforcedSelectors;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CanonicalFormTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final ReadOptions OPTIONS = ReadOptions.within(Duration.ofSeconds(30));
    private static final EnforcedSelectors OWN = EnforcedSelectors.of(ACME, List.of());

    private static EnforcedQuery query(String text) {
        return EnforcedQuery.of(ACME, PromqlParser.parse(text, ParserOptions.everything()));
    }

    @Test
    void putsAnInstantQuery() {
        TenantRead read = new TenantRead.Instantaneous(query("up+1"), Instant.ofEpochMilli(1_500), OPTIONS);
        assertThat(CanonicalForm.path(read)).isEqualTo("/api/v1/query");
        assertThat(CanonicalForm.text(read))
                .isEqualTo("query=up%7Btenant_id%3D%22acme%22%7D+%2B+1&time=1.5&timeout=30");
    }

    @Test
    void putsARangeQueryWithAllOptions() {
        ReadOptions options = new ReadOptions(Duration.ofMillis(1_250), 5, Duration.ofMinutes(1), "all");
        TenantRead read = new TenantRead.Ranged(
                query("1"), Instant.ofEpochMilli(-500), Instant.ofEpochSecond(60), Duration.ofSeconds(15), options);
        assertThat(CanonicalForm.path(read)).isEqualTo("/api/v1/query_range");
        assertThat(CanonicalForm.text(read))
                .isEqualTo("query=1&start=-0.5&end=60&step=15&timeout=1.25&limit=5&lookback_delta=60&stats=all");
    }

    @Test
    void putsSelectorsWhereTheClientGaveNone() {
        TenantRead read = new TenantRead.LabelNames(OWN, ReadBounds.NONE);
        assertThat(CanonicalForm.path(read)).isEqualTo("/api/v1/labels");
        assertThat(CanonicalForm.text(read)).isEqualTo("match%5B%5D=%7Btenant_id%3D%22acme%22%7D");
    }

    @Test
    void putsAQuestionForExemplars() {
        TenantRead bounded = new TenantRead.Exemplars(query("up"), Instant.ofEpochSecond(1), Instant.ofEpochSecond(2));
        assertThat(CanonicalForm.path(bounded)).isEqualTo("/api/v1/query_exemplars");
        assertThat(CanonicalForm.text(bounded)).isEqualTo("query=up%7Btenant_id%3D%22acme%22%7D&start=1&end=2");
        assertThat(CanonicalForm.text(new TenantRead.Exemplars(query("up"), null, null)))
                .doesNotContain("start");
    }

    @Test
    void federatesBesideTheApi() {
        TenantRead read = new TenantRead.Federation(EnforcedSelectors.of(ACME, List.of("up", "{job=\"j\"}")));
        assertThat(CanonicalForm.path(read)).isEqualTo("/federate");
        assertThat(CanonicalForm.text(read)).containsPattern("^match%5B%5D=up.*acme.*&match%5B%5D=.*job.*acme[^&]*$");
    }

    @Test
    void putsTheBoundsOfSeriesAndValues() {
        ReadBounds bounds = new ReadBounds(Instant.ofEpochSecond(1), Instant.ofEpochSecond(2), 3);
        TenantRead values = new TenantRead.LabelValues("job", OWN, bounds);
        assertThat(CanonicalForm.path(values)).isEqualTo("/api/v1/label/job/values");
        assertThat(CanonicalForm.text(values)).endsWith("&start=1&end=2&limit=3");
        assertThat(CanonicalForm.path(new TenantRead.Series(OWN, bounds))).isEqualTo("/api/v1/series");
    }

    @Test
    void refusesALabelThatWouldChangeThePath() {
        assertThatThrownBy(() -> new TenantRead.LabelValues("../query", OWN, ReadBounds.NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
