package io.pharos.e2e.suite;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A second query-gateway with the first one's settings; closing it ends it. */
public record SpareGateway(Process process, FrontDoor door) implements AutoCloseable {

    static SpareGateway start(Path state, URI address) {
        try {
            String app = Files.readString(state.resolve("run/app-home")).strip() + "/query-gateway";
            // The jar is the one that runs, the environment file the launcher's own.
            Process process = new ProcessBuilder(
                            "bash",
                            "-c",
                            "unset \"${!PHAROS_@}\"; set -a && . \"$1\" && QUARKUS_HTTP_PORT=$2 && PHAROS_USAGE_SPOOL_DIR=$5 && exec \"$3\" -Xmx128m -jar \"$4\"",
                            "spare-gateway",
                            state.resolve("run/query-gateway.env").toString(),
                            Integer.toString(address.getPort()),
                            ProcessHandle.current().info().command().orElse("java"),
                            app + "/quarkus-run.jar",
                            state.resolve("data/spool/spare-gateway").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(state.resolve("logs/spare-gateway.log").toFile())
                    .start();
            FrontDoor door = new FrontDoor(address);
            await("the spare gateway, see " + state.resolve("logs/spare-gateway.log"))
                    .atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> door.get("/q/health/ready").status() == 200);
            return new SpareGateway(process, door);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
