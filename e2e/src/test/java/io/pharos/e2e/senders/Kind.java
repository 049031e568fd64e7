package io.pharos.e2e.senders;

import java.util.List;

/** Which sender, how it is started and what it says of what it sent. */
public enum Kind {
    /** Prometheus, which keeps its samples as well. */
    SERVER("prometheus", "prometheus") {
        @Override
        List<String> options(String folder, String listen, String url) {
            return List.of(
                    "--config.file=" + folder + "/config.yml",
                    "--storage.tsdb.path=" + folder + "/data",
                    "--web.listen-address=" + listen,
                    "--log.level=warn");
        }

        @Override
        Told told(Metrics metrics) {
            return Told.byPrometheus(metrics);
        }
    },
    /** Prometheus that only sends. */
    AGENT("prometheus", "agent") {
        @Override
        List<String> options(String folder, String listen, String url) {
            return List.of(
                    "--enable-feature=agent",
                    "--config.file=" + folder + "/config.yml",
                    "--storage.agent.path=" + folder + "/data",
                    "--web.listen-address=" + listen,
                    "--log.level=warn");
        }

        @Override
        Told told(Metrics metrics) {
            return Told.byPrometheus(metrics);
        }
    },
    /** VictoriaMetrics' agent. */
    VMAGENT("vmagent", "vmagent") {
        @Override
        List<String> options(String folder, String listen, String url) {
            return List.of(
                    "-promscrape.config=" + folder + "/config.yml",
                    "-httpListenAddr=" + listen,
                    "-remoteWrite.url=" + url + "/t/acme/api/v1/write",
                    "-remoteWrite.tmpDataPath=" + folder + "/data",
                    // Its own advice for a TSDB that refuses what is out of order: several queues mix batches.
                    "-remoteWrite.queues=1",
                    "-remoteWrite.oauth2.clientID=acme-agent",
                    "-remoteWrite.oauth2.clientSecretFile=" + folder + "/secret",
                    "-remoteWrite.oauth2.tokenUrl=" + url + "/oauth2/token",
                    "-remoteWrite.oauth2.scopes=metrics:write",
                    "-loggerLevel=WARN");
        }

        @Override
        Told told(Metrics metrics) {
            return Told.byVmagent(metrics);
        }
    };

    private final String command;
    private final String label;

    Kind(String command, String label) {
        this.command = command;
        this.label = label;
    }

    abstract List<String> options(String folder, String listen, String url);

    abstract Told told(Metrics metrics);

    String command() {
        return command;
    }

    /** Its name, where what was counted is told. */
    public String label() {
        return label;
    }

    boolean isPrometheus() {
        return this != VMAGENT;
    }
}
