package io.pharos.laws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The checkout under test: its modules, their folders of classes, and their sources. */
record Project(Path root, List<Path> modules) {
    static Project here() {
        Path root = Path.of(System.getProperty("pharos.root", "../.."))
                .toAbsolutePath()
                .normalize();
        try (Stream<Path> libs = Files.list(root.resolve("libs"));
                Stream<Path> services = Files.list(root)) {
            List<Path> modules = Stream.concat(libs, services)
                    .filter(dir -> Files.isDirectory(dir.resolve("src/main/java")))
                    .sorted()
                    .toList();
            return new Project(root, modules);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compiled main classes, one folder a module; a module that was not built yet is an error, not a gap. */
    List<Path> classes() {
        return modules.stream()
                .map(module -> module.resolve("target/classes"))
                .peek(Project::requireBuilt)
                .toList();
    }

    /** All Java sources of a kind ({@code main} or {@code test}) over all modules. */
    List<Path> sources(String kind) {
        return modules.stream()
                .map(module -> module.resolve("src/" + kind + "/java"))
                .filter(Files::isDirectory)
                .flatMap(Project::javaFiles)
                .toList();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireBuilt(Path classes) {
        if (!Files.isDirectory(classes)) {
            throw new IllegalStateException(classes + " is missing: build the whole project before the laws");
        }
    }
}
