package io.pharos.alert.unittest;

import io.pharos.alert.rules.RuleFileException;
import io.pharos.alert.rules.RuleFileParser;
import io.pharos.alert.rules.RuleGroup;
import io.pharos.alert.rules.RuleLimits;
import io.pharos.model.TenantId;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command {@code ./pharos rules test}: runs test files, says what is not as expected and which rules no test saw at
 * work. Ends with 0 where all is as expected, 1 where it is not, 2 where it was not asked rightly.
 */
public final class RulesTest {
    private static final TenantId TENANT = new TenantId("test");

    private final Path prometheus;
    private final PrintStream out;
    private final JUnitReport report = new JUnitReport();
    private final Coverage coverage = new Coverage();
    private boolean failed;

    public RulesTest(Path prometheus, PrintStream out) {
        this.prometheus = prometheus;
        this.out = out;
    }

    /** {@code [--junit FILE] FILE...}; the environment variable PHAROS_PROMETHEUS names the program. */
    public static void main(String[] arguments) throws IOException {
        // A command speaks to who called it; services have logs.
        PrintStream terminal = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        List<Path> files = new ArrayList<>();
        Path junit = null;
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("--junit") && i + 1 < arguments.length) {
                junit = Path.of(arguments[++i]);
            } else {
                files.add(Path.of(arguments[i]));
            }
        }
        String prometheus = System.getenv("PHAROS_PROMETHEUS");
        if (files.isEmpty() || prometheus == null) {
            terminal.println("usage: PHAROS_PROMETHEUS=/path/to/prometheus RulesTest [--junit FILE] FILE...");
            System.exit(2);
        }
        RulesTest tests = new RulesTest(Path.of(String.valueOf(prometheus)), terminal);
        boolean good = tests.run(files, junit);
        System.exit(good ? 0 : 1);
    }

    /** Runs the files; whether all of it was as expected. */
    public boolean run(List<Path> files, @Nullable Path junit) throws IOException {
        for (Path file : files) {
            report.begin(file.toString());
            out.println("Unit testing: " + file);
            List<String> problems = new ArrayList<>();
            try {
                run(file);
            } catch (RuleFileException e) {
                e.problems().forEach(problem -> problems.add(problem.text()));
            } catch (IOException e) {
                problems.add(String.valueOf(e));
            }
            if (!problems.isEmpty()) {
                tell(file.toString(), problems, 0);
            }
        }
        out.print(coverage.text());
        if (junit != null) {
            Files.writeString(junit, report.xml());
        }
        return !failed;
    }

    private void run(Path path) throws IOException {
        TestFile file = TestFileReader.read(Files.readString(path));
        List<RuleGroup> groups =
                ordered(file, groups(file, path.toAbsolutePath().resolveSibling("")));
        int number = 0;
        for (TestFile.Group test : file.groups()) {
            number++;
            long begun = System.nanoTime();
            try (ThrowawayTsdb tsdb = ThrowawayTsdb.start(prometheus)) {
                TestRun run = new TestRun(file, test, groups, tsdb);
                List<String> failures = run.run();
                coverage.add(run.rules());
                String name = test.name().isEmpty() ? "#" + number : test.name();
                tell(name, failures, (System.nanoTime() - begun) / 1e9);
            }
        }
    }

    private void tell(String name, List<String> failures, double seconds) {
        report.add(name, failures, seconds);
        if (failures.isEmpty()) {
            out.println("  SUCCESS " + name);
            return;
        }
        failed = true;
        out.println("  FAILED: " + name);
        failures.forEach(failure -> out.println("    " + failure));
    }

    /** The groups of all files that the patterns name, beside the test's own file. */
    private static List<RuleGroup> groups(TestFile file, Path folder) throws IOException {
        List<RuleGroup> groups = new ArrayList<>();
        for (String pattern : file.ruleFiles()) {
            for (Path rules : matching(folder, pattern)) {
                groups.addAll(RuleFileParser.parse(TENANT, Files.readString(rules), RuleLimits.ofSizeOnly())
                        .groups());
            }
        }
        return groups;
    }

    private static List<Path> matching(Path folder, String pattern) throws IOException {
        Path whole = folder.resolve(pattern).normalize();
        if (Files.exists(whole)) {
            return List.of(whole);
        }
        Path parent = whole.getParent();
        List<Path> files = new ArrayList<>();
        if (parent != null && Files.isDirectory(parent)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, String.valueOf(whole.getFileName()))) {
                found.forEach(files::add);
            }
        }
        if (files.isEmpty()) {
            throw new IOException("no rule file matches " + pattern);
        }
        files.sort(Comparator.naturalOrder());
        return files;
    }

    /** As group_eval_order says; groups that it does not name stand first, as they were. */
    private static List<RuleGroup> ordered(TestFile file, List<RuleGroup> groups) {
        List<RuleGroup> ordered = new ArrayList<>(groups);
        ordered.sort(Comparator.comparingInt(group -> file.groupOrder().indexOf(group.name())));
        return ordered;
    }
}
