package io.pharos.e2e.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs {@code ./pharos} commands on a state folder and a port offset; a command that fails is an error with its words. */
final class Launcher {
    private static final Duration LIMIT = Duration.ofMinutes(9);

    private final Path root;
    private final Path state;
    private final int offset;

    Launcher(Path root, Path state, int offset) {
        this.root = root;
        this.state = state;
        this.offset = offset;
    }

    /** Runs a command and returns what it printed. */
    String run(String... arguments) {
        return run(Map.of(), arguments);
    }

    /** The same with other environment variables. */
    String run(Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(root.resolve("pharos").toString()));
        command.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile("pharos-", ".out");
            try {
                return run(command, environment, output);
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + command, e);
        }
    }

    // Through a file: the suite's processes must not hold a pipe of ours open.
    private String run(List<String> command, Map<String, String> environment, Path output)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("PHAROS_STATE", state.toString());
        builder.environment().put("PHAROS_PORT_OFFSET", Integer.toString(offset));
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroy();
            throw new IllegalStateException(command + " took over " + LIMIT + ": " + Files.readString(output));
        }
        String said = Files.readString(output);
        if (process.exitValue() != 0) {
            throw new IllegalStateException(command + " failed: " + said);
        }
        return said;
    }
}
