package io.pharos.e2e.suite;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** One more replica of alert-engine, with the supervised one's settings on a port of its own. */
public record SpareEngine(Process process, FrontDoor door) implements AutoCloseable {
    private static final String RUN = "unset \"${!PHAROS_@}\"; set -a && . \"$1\" && QUARKUS_HTTP_PORT=$2 &&"
            + " PHAROS_USAGE_SPOOL_DIR=$5 && exec \"$3\" -Xmx192m -XX:+UseSerialGC -jar \"$4\"";

    /** Starts it, and does not wait until it serves. */
    static SpareEngine start(Path state, URI address) {
        String name = "spare-engine-" + address.getPort();
        try {
            String app = Files.readString(state.resolve("run/app-home")).strip() + "/alert-engine";
            Process process = new ProcessBuilder(
                            "bash",
                            "-c",
                            RUN,
                            name,
                            state.resolve("run/alert-engine.env").toString(),
                            Integer.toString(address.getPort()),
                            ProcessHandle.current().info().command().orElse("java"),
                            app + "/quarkus-run.jar",
                            state.resolve("data/spool").resolve(name).toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            state.resolve("logs").resolve(name + ".log").toFile()))
                    .start();
            return new SpareEngine(process, new FrontDoor(address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it serves. */
    public SpareEngine ready() {
        await("the spare engine")
                .atMost(Duration.ofMinutes(3))
                .ignoreExceptions()
                .until(() -> door.get("/q/health/ready").status() == 200);
        return this;
    }

    /** Ends it as a crash would. */
    public void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
