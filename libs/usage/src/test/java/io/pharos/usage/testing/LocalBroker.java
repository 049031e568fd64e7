package io.pharos.usage.testing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real one-node Kafka in a process of its own, open to one user by SASL PLAIN. */
public final class LocalBroker implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LOGIN =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"pharos\" password=\"secret\"";

    private final Path folder;
    private final int port = freePort();
    private final int controller = freePort();
    private final Process process;

    public LocalBroker(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        Files.write(folder.resolve("kafka.properties"), properties());
        Process format = java("kafka.tools.StorageTool", "format", "-t", "MkU3OEVBNTcwNTJENDM2Qk", "-c", config());
        if (!format.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || format.exitValue() != 0) {
            throw new IOException("Kafka's storage cannot be made: " + Files.readString(folder.resolve("log")));
        }
        this.process = java("kafka.Kafka", config());
        awaitOpen();
    }

    /** What a client needs to reach it. */
    public Map<String, Object> client() {
        return Map.of(
                "bootstrap.servers",
                "127.0.0.1:" + port,
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                LOGIN + ";");
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private List<String> properties() {
        return List.of(
                "process.roles=broker,controller",
                "node.id=1",
                "controller.quorum.voters=1@127.0.0.1:" + controller,
                "listeners=SASL_PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller,
                "advertised.listeners=SASL_PLAINTEXT://127.0.0.1:" + port,
                "listener.security.protocol.map=SASL_PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                "controller.listener.names=CONTROLLER",
                "inter.broker.listener.name=SASL_PLAINTEXT",
                "sasl.enabled.mechanisms=PLAIN",
                "sasl.mechanism.inter.broker.protocol=PLAIN",
                "listener.name.sasl_plaintext.plain.sasl.jaas.config=" + LOGIN + " user_pharos=\"secret\";",
                "log.dirs=" + folder.resolve("data"),
                "offsets.topic.num.partitions=1",
                "offsets.topic.replication.factor=1",
                "transaction.state.log.replication.factor=1",
                "transaction.state.log.min.isr=1",
                "log.cleaner.dedupe.buffer.size=4194304");
    }

    private String config() {
        return folder.resolve("kafka.properties").toString();
    }

    private Process java(String... arguments) throws IOException {
        Stream<String> jvm = Stream.of(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                library() + "/*");
        return new ProcessBuilder(Stream.concat(jvm, Stream.of(arguments)).toList())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    private static Path library() {
        Path engines = Optional.ofNullable(System.getenv("PHAROS_ENGINES"))
                .map(Path::of)
                .orElseGet(() ->
                        Path.of(System.getProperty("pharos.root", "../..")).resolve(".pharos/engines"));
        Path library = engines.resolve("kafka/lib");
        if (!Files.isDirectory(library)) {
            throw new IllegalStateException("run ./pharos engines first: there is no Kafka in " + library);
        }
        return library;
    }

    private void awaitOpen() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!open()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException("Kafka does not start: " + Files.readString(folder.resolve("log")));
            }
            Thread.onSpinWait();
        }
    }

    private boolean open() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
