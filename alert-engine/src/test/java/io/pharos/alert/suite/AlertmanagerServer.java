package io.pharos.alert.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.tsdb.testing.EngineProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real Alertmanager, which knows nobody at first. */
public record AlertmanagerServer(EngineProcess process, Path configuration) implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One that stands alone. */
    public static AlertmanagerServer start() {
        return start("{route: {receiver: none}, receivers: [{name: none}]}\n", List.of("--cluster.listen-address="));
    }

    /** Two that know of each other. */
    public static List<AlertmanagerServer> pair(String configuration) {
        String first = "127.0.0.1:" + EngineProcess.freePort();
        String second = "127.0.0.1:" + EngineProcess.freePort();
        return List.of(
                start(configuration, member(first)), start(configuration, member(second, "--cluster.peer=" + first)));
    }

    /** Of a cluster that has settled after a second rather than six. */
    private static List<String> member(String address, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--cluster.listen-address=" + address, "--cluster.gossip-interval=20ms", "--cluster.peer-timeout=1s"));
        arguments.addAll(List.of(more));
        return arguments;
    }

    /** One with that configuration and those arguments. */
    public static AlertmanagerServer start(String configuration, List<String> more) {
        int port = EngineProcess.freePort();
        Path directory = EngineProcess.newDirectory("alertmanager");
        Path file = directory.resolve("alertmanager.yml");
        try {
            Files.writeString(file, configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> arguments = new ArrayList<>(List.of(
                "--config.file=" + file,
                "--storage.path=" + directory.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port));
        arguments.addAll(more);
        return new AlertmanagerServer(EngineProcess.start("alertmanager", port, directory, arguments), file);
    }

    public String url() {
        return "http://127.0.0.1:" + process.port();
    }

    /** What it holds and means now, past every wall of ours. */
    public JsonNode get(String path) {
        try {
            return JSON.readTree(URI.create(url() + "/api/v2" + path).toURL());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of the alerts that it holds. */
    public List<String> names() {
        return get("/alerts")
                .valueStream()
                .map(alert -> alert.path("labels").path("alertname").asText())
                .toList();
    }

    @Override
    public void close() {
        process.close();
    }
}
