package io.pharos.tsdb.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** An engine's binary running on a port of 127.0.0.1; its directory is new and its output lies in {@code log}. */
public final class EngineProcess implements AutoCloseable {
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Process process;
    private final int port;
    private final Path directory;

    private EngineProcess(Process process, int port, Path directory) {
        this.process = process;
        this.port = port;
        this.directory = directory;
    }

    public static EngineProcess start(String binary, int port, Path directory, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(binary(binary)));
        command.addAll(arguments);
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
            builder.redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log").toFile());
            Process process = builder.start();
            // A test that fails while it sets up closes nothing.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            EngineProcess started = new EngineProcess(process, port, directory);
            started.awaitListening();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path newDirectory(String name) {
        try {
            Path base = Files.createDirectories(Path.of("target", "engines").toAbsolutePath());
            return Files.createTempDirectory(base, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The path of an engine's command. */
    public static String binary(String name) {
        Path engines = setting("PHAROS_ENGINES")
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("pharos.root", ".."), ".pharos", "engines"));
        Path binary = engines.resolve("bin").resolve(name);
        if (!Files.isExecutable(binary)) {
            throw new IllegalStateException("run ./pharos engines first: " + binary + " is missing");
        }
        return binary.toAbsolutePath().toString();
    }

    private static Optional<String> setting(String name) {
        Map<String, String> environment = System.getenv();
        return Optional.ofNullable(System.getProperty(name, environment.get(name)));
    }

    private void awaitListening() throws IOException {
        long end = System.nanoTime() + START_NANOS;
        while (!listens()) {
            if (!process.isAlive() || System.nanoTime() - end > 0) {
                close();
                throw new IllegalStateException("did not start: " + Files.readString(directory.resolve("log")));
            }
            Thread.onSpinWait();
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
