package io.pharos.alert.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** {@link MillionAlerts} in a JVM of its own with 2 GiB of heap. */
class AlertMemorySoak {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String STEP = "a thousand rules of a thousand alerts, evaluated twice, engine and receiver are"
            + " stubs, SerialGC, -Xmx2g";

    @Test
    void aMillionActiveAlertsFit() throws Exception {
        ObjectNode evidence =
                JSON.createObjectNode().put("soak", "alert-memory").put("started", now());
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx2g",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MillionAlerts.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        ObjectNode measured = JSON.createObjectNode().put("step", STEP);
        measured.setAll((ObjectNode) JSON.readTree(process.getInputStream()));
        assertThat(process.waitFor()).isZero();
        assertThat(measured.path("activeAlerts").asInt()).isEqualTo(1_000_000);
        assertThat(measured.path("heapAfterCollectionMiB").asInt()).isLessThan(2_048);
        evidence.put("finished", now()).put("cores", Runtime.getRuntime().availableProcessors());
        evidence.putArray("steps").add(measured);
        Path file = Path.of(System.getProperty("pharos.root"), "docs/evidence/alert-memory.json");
        JSON.writeValue(file.toFile(), evidence);
    }

    private static String now() {
        return Instant.now().toString();
    }
}
