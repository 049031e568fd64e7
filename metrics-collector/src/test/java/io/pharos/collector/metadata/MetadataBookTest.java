package io.pharos.collector.metadata;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static io.pharos.tenancy.testing.Tenants.INITECH;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.collector.metadata.MetadataBook.Fresh;
import io.pharos.wire.metadata.MetricMetadata;
import io.pharos.wire.text.MetricType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetadataBookTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final MetricMetadata UP = metric("up", "Is it up?");

    private final MetadataBook book = new MetadataBook(3, 10);

    @Test
    void handsOverWhatIsNewOnceAndWhatChangedAgain() {
        book.note(ACME, List.of(UP), NOW);
        book.note(INITECH, List.of(UP), NOW);
        assertThat(book.takeFresh()).extracting(Fresh::tenant).containsExactlyInAnyOrder(ACME, INITECH);
        book.note(ACME, List.of(UP), NOW);
        assertThat(book.takeFresh()).isEmpty();
        book.note(ACME, List.of(metric("up", "Changed.")), NOW);
        assertThat(book.takeFresh()).hasSize(1);
    }

    @Test
    void saysAgainAfterAnHourThatAMetricIsStillThere() {
        book.note(ACME, List.of(UP), NOW);
        book.takeFresh();
        book.note(ACME, List.of(UP), NOW.plus(Duration.ofMinutes(61)));
        assertThat(book.takeFresh()).hasSize(1);
    }

    @Test
    void keepsNoMoreThanItsBound() {
        for (int i = 0; i < 100; i++) {
            book.note(ACME, List.of(metric("m" + i, "")), NOW);
        }
        assertThat(book.takeFresh().getFirst().metrics()).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void cutsALongHelpAndKeepsNothingOfALongName() {
        book.note(ACME, List.of(metric("long", "much too long a text"), metric("x".repeat(11), "")), NOW);
        assertThat(book.takeFresh().getFirst().metrics()).containsExactly(metric("long", "much too …"));
    }

    @Test
    void whatCouldNotBeStoredComesAgainUnlessItIsOutdated() {
        book.note(ACME, List.of(UP, metric("a", "")), NOW);
        Fresh failed = book.takeFresh().getFirst();
        book.note(ACME, List.of(metric("up", "Newer.")), NOW);
        book.giveBack(failed);
        assertThat(book.takeFresh().getFirst().metrics()).containsExactly(metric("a", ""), metric("up", "Newer."));
    }

    private static MetricMetadata metric(String name, String help) {
        return new MetricMetadata(name, MetricType.GAUGE, help, "");
    }
}
