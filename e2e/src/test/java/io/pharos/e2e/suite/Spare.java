package io.pharos.e2e.suite;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One more replica of a service, with the supervised one's settings but for those told; closing it ends it. */
public record Spare(String name, Process process, FrontDoor door, FrontDoor probes) implements AutoCloseable {
    private static final String RUN = "unset \"${!PHAROS_@}\"; set -a && . \"$0\" && exec env \"$@\"";

    /** Starts it, and does not wait until it serves; {@code settings} are environment variables that differ. */
    static Spare start(Path state, String service, URI address, URI probes, Map<String, String> settings) {
        String name = "spare-" + service + "-" + address.getPort();
        Map<String, String> own = new TreeMap<>(settings);
        own.put("QUARKUS_HTTP_PORT", Integer.toString(address.getPort()));
        own.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(probes.getPort()));
        try {
            String app = Files.readString(state.resolve("run/app-home")).strip() + "/" + service;
            List<String> command = new ArrayList<>(List.of("bash", "-c", RUN, state + "/run/" + service + ".env"));
            own.forEach((key, value) -> command.add(key + "=" + value));
            command.add(ProcessHandle.current().info().command().orElse("java"));
            command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-jar", app + "/quarkus-run.jar"));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            state.resolve("logs/" + name + ".log").toFile()))
                    .start();
            return new Spare(name, process, new FrontDoor(address), new FrontDoor(probes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it serves. */
    public Spare ready() {
        await(name)
                .atMost(Duration.ofMinutes(3))
                .ignoreExceptions()
                .until(() -> probes.get("/q/health/ready").status() == 200);
        return this;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
