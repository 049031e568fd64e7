package io.pharos.router.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.lineage.Flow;
import io.pharos.lineage.Hop;
import io.pharos.model.Dialect;
import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.Engine;
import io.pharos.tenancy.directory.EngineKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FlowDrawingTest {
    private static final TenantId BANK = new TenantId("bank");

    @Test
    void drawsEnginesAsStoresThatSayWhoseTheyAre() {
        Map<String, Engine> engines = Map.of("own", engine("own", BANK), "shared", engine("shared", null));
        List<Flow> flows = List.of(
                flow("metrics-collector", "shared", 1_500_000),
                flow("client bank-\"agent\"", "metrics-collector", 999),
                flow("metrics-collector", "own", 12));
        assertThat(FlowDrawing.of(BANK, flows, name -> Optional.ofNullable(engines.get(name))))
                .isEqualTo("""
                        flowchart LR
                          n0["client bank-#quot;agent#quot;"]
                          n1["metrics-collector"]
                          n2[("own<br/>own store")]
                          n3[("shared<br/>the platform's")]
                          n0 -->|metrics 999 B| n1
                          n1 -->|metrics 12 B| n2
                          n1 -->|metrics 1.5 MB| n3
                        """);
    }

    private static Flow flow(String from, String to, long bytes) {
        return new Flow(new Hop(from, to, "metrics"), bytes, 1, Instant.EPOCH);
    }

    private static Engine engine(String id, @Nullable TenantId owner) {
        return new Engine(
                id,
                EngineKind.PROMETHEUS,
                Dialect.parse("prometheus-2.42").orElseThrow(),
                "http://127.0.0.1:1",
                "http://127.0.0.1:1",
                null,
                Map.of(),
                null,
                owner);
    }
}
