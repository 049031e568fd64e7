package io.pharos.e2e.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A program of the engines that the launcher fetched, such as {@code promtool}, run as a user of the suite runs it. */
public final class EngineCommand {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Path program;

    EngineCommand(Path root, String name) {
        Path engines = Optional.ofNullable(System.getenv("PHAROS_ENGINES"))
                .map(Path::of)
                .orElse(root.resolve(".pharos/engines"));
        Path own = engines.resolve("bin").resolve(name);
        this.program = Files.exists(own) ? own : engines.resolve("peers/bin").resolve(name);
    }

    /** Runs it to its end and returns what it printed; ending with anything but 0 is an error with its words. */
    public String run(List<String> arguments) {
        try {
            Path output = Files.createTempFile("command-", ".out");
            Process process = start(arguments, output);
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroy();
                throw new IllegalStateException(arguments + " took over " + LIMIT);
            }
            String said = Files.readString(output);
            Files.delete(output);
            if (process.exitValue() != 0) {
                throw new IllegalStateException(arguments + " failed: " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + arguments, e);
        }
    }

    /** Starts it, what it says going to a file. */
    public Process start(List<String> arguments, Path output) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }
}
