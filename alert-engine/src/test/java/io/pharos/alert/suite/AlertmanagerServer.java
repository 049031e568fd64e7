package io.pharos.alert.alertmanager;

import io.pharos.tsdb.testing.EngineProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real Alertmanager, which knows nobody at first. */
record AlertmanagerServer(EngineProcess process, Path configuration) implements AutoCloseable {
    static AlertmanagerServer start() {
        int port = EngineProcess.freePort();
        Path directory = EngineProcess.newDirectory("alertmanager");
        Path configuration = directory.resolve("alertmanager.yml");
        try {
            Files.writeString(configuration, "{route: {receiver: none}, receivers: [{name: none}]}\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> arguments = List.of(
                "--config.file=" + configuration,
                "--storage.path=" + directory.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=");
        return new AlertmanagerServer(EngineProcess.start("alertmanager", port, directory, arguments), configuration);
    }

    String url() {
        return "http://127.0.0.1:" + process.port();
    }

    @Override
    public void close() {
        process.close();
    }
}
