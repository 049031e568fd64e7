package io.pharos.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Prometheus's own tool, which tests ask for the truth. */
public final class Promtool {
    private Promtool() {}

    /** Runs it, demands that it is content, and returns what it said. */
    public static String accepts(String... arguments) {
        return says("promtool", arguments);
    }

    /** The same of another of the engines' tools. */
    public static String says(String tool, String... arguments) {
        Ended ended = run(tool, arguments);
        assertThat(ended.exit()).as(ended.said()).isZero();
        return ended.said();
    }

    /** Runs a tool to its end, and tells how it ended. */
    public static int exit(String tool, String... arguments) {
        return run(tool, arguments).exit();
    }

    private record Ended(int exit, String said) {}

    private static Ended run(String tool, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program(tool).toString()));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Where a tool of the engines lies. */
    public static Path program(String tool) {
        String root = System.getProperty("pharos.root", "..");
        String engines = System.getenv().getOrDefault("PHAROS_ENGINES", root + "/.pharos/engines");
        Path program = Path.of(System.getProperty("pharos.engines", engines), "bin", tool);
        assertThat(program).as("run ./pharos engines first").isExecutable();
        return program;
    }
}
