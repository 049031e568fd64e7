package io.pharos.e2e.senders;

import io.pharos.e2e.suite.FrontDoor;
import io.pharos.e2e.suite.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A sender's process that scrapes an {@link Exhibit} and writes as the tenant acme by way of the public address. */
final class Sender implements AutoCloseable {
    private static final String SCRAPES = """
            global:
              scrape_interval: @INTERVAL@s
              external_labels:
                sender: @SENDER@
            scrape_configs:
              - job_name: staying
                metrics_path: /staying
                static_configs:
                  - targets: ['127.0.0.1:@EXHIBIT@']
              - job_name: ending
                metrics_path: /ending
                static_configs:
                  - targets: ['127.0.0.1:@EXHIBIT@']
            """;
    private static final String WRITES = """
            remote_write:
              - url: @ROUTER@/t/acme/api/v1/write
                oauth2:
                  client_id: acme-agent
                  client_secret_file: @FOLDER@/secret
                  token_url: @ROUTER@/oauth2/token
                  scopes: ['metrics:write']
                queue_config:
                  retry_on_http_429: true
                  batch_send_deadline: 1s
                  min_backoff: 100ms
                  max_backoff: 2s
            """;

    private final Kind kind;
    private final String label;
    private final Process process;
    private final FrontDoor door;

    private Sender(Kind kind, String label, Process process, FrontDoor door) {
        this.kind = kind;
        this.label = label;
        this.process = process;
        this.door = door;
    }

    static Sender start(Kind kind, Suite suite, Exhibit exhibit, int intervalSeconds) {
        String label = kind.label() + "-" + System.currentTimeMillis();
        String router = suite.frontDoor().address().toString();
        try {
            Path folder = Files.createTempDirectory("pharos-sender-" + kind.label() + "-");
            String text = (kind.isPrometheus() ? SCRAPES + WRITES : SCRAPES)
                    .replace("@INTERVAL@", Integer.toString(intervalSeconds))
                    .replace("@SENDER@", label)
                    .replace("@EXHIBIT@", Integer.toString(exhibit.port()))
                    .replace("@ROUTER@", router)
                    .replace("@FOLDER@", folder.toString());
            Files.writeString(folder.resolve("config.yml"), text);
            Files.writeString(folder.resolve("secret"), suite.clientSecret("acme-agent"));
            FrontDoor door = suite.spareSender(kind.ordinal());
            List<String> options =
                    kind.options(folder.toString(), door.address().getAuthority(), router);
            Process process = suite.command(kind.command()).start(options, folder.resolve("log"));
            return new Sender(kind, label, process, door);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Kind kind() {
        return kind;
    }

    /** The label {@code sender} of its series, which no other run has. */
    String label() {
        return label;
    }

    Told told() {
        return kind.told(new Metrics(door.get("/metrics").body()));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
