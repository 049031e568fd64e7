package io.pharos.e2e;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pharos.e2e.suite.Suite;
import io.pharos.e2e.suite.SuiteExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./pharos} promises about itself. */
@ExtendWith(SuiteExtension.class)
class LauncherTest {
    private static final List<String> PARTS = List.of(
            "postgres", "redis", "kafka", "prometheus-shared", "tenant-router", "query-gateway", "customer-acme");

    @Test
    void statusKnowsEveryPart(Suite suite) {
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(suite.pharos("status"))
                        .contains(PARTS)
                        .doesNotContain("dead", "stopped", "waiting"));
    }

    @Test
    void aSecondUpChangesNothing(Suite suite) {
        Map<String, Long> before = pids(suite);

        assertThat(suite.pharos("up", "--detach")).contains("up already");

        assertThat(pids(suite)).isEqualTo(before);
    }

    @Test
    void aKilledSupervisorIsTakenOver(Suite suite) {
        Map<String, Long> before = pids(suite);
        long supervisor = suite.kill("supervisor");

        suite.pharos("up", "--detach");

        assertThat(suite.pid("supervisor")).isNotEqualTo(supervisor);
        assertThat(pids(suite)).isEqualTo(before);
    }

    @Test
    void aDeadEngineIsBroughtBack(Suite suite) {
        long alertmanager = suite.kill("alertmanager");

        await().atMost(Duration.ofSeconds(20)).until(() -> suite.pid("alertmanager") != alertmanager);
        assertThat(suite.log("pharos")).contains("alertmanager died");
    }

    @Test
    void aPortInUseIsOneClearLine(Suite suite, @TempDir Path elsewhere) {
        assertThatThrownBy(() -> suite.pharosIn(elsewhere, "up", "--detach"))
                .hasMessageContaining("is in use")
                .hasMessageContaining("PHAROS_PORT_OFFSET");
        assertThat(suite.pharos("up", "--detach")).contains("up already");
    }

    @Test
    void laterCommandsKnowThePortsThatUpWasGiven(Suite suite) {
        assertThat(suite.pharosWith(Map.of("PHAROS_PORT_OFFSET", ""), "query", "acme", "vector(7)"))
                .contains("7");
        assertThatThrownBy(() -> suite.pharosWith(Map.of("PHAROS_PORT_OFFSET", "1"), "up", "--detach"))
                .hasMessageContaining("the suite runs with PHAROS_PORT_OFFSET=");
    }

    @Test
    void withoutAptEveryMissingProgramIsNamedAtOnce(Suite suite, @TempDir Path folder) throws IOException {
        Map<String, String> bare = Map.of(
                "PATH", pathWithoutPackages(folder.resolve("bin")),
                "PHAROS_ENGINES", folder.resolve("engines").toString(),
                "PHAROS_ENGINE_PROMTOOL", "/bin/true");

        assertThatThrownBy(() -> suite.pharosWith(bare, "engines"))
                .hasMessageContaining("no apt")
                .hasMessageContaining("PHAROS_ENGINE_PROMETHEUS=/path/to/prometheus")
                .hasMessageContaining("PHAROS_ENGINE_REDIS_SERVER=/path/to/redis-server")
                .message()
                .doesNotContain("PHAROS_ENGINE_PROMTOOL");
    }

    // The machine's programs but for Debian's package tools and the engines themselves.
    private static String pathWithoutPackages(Path bin) throws IOException {
        Files.createDirectory(bin);
        for (String folder : System.getenv("PATH").split(":")) {
            if (!Files.isDirectory(Path.of(folder))) {
                continue;
            }
            try (Stream<Path> programs = Files.list(Path.of(folder))) {
                for (Path program : programs.toList()) {
                    Path link = bin.resolve(program.getFileName());
                    if (!Files.exists(link, NOFOLLOW_LINKS)
                            && !program.getFileName()
                                    .toString()
                                    .matches("(apt|dpkg|prometheus|redis|promtool|node_).*")) {
                        Files.createSymbolicLink(link, program);
                    }
                }
            }
        }
        return bin.toString();
    }

    @Test
    void theScriptsAreClean(Suite suite) throws IOException, InterruptedException {
        assumeTrue(installed("shellcheck"), "shellcheck is not installed on this machine");

        assertThat(run(suite, "shellcheck -x pharos deploy/local/*.sh")).isZero();
    }

    private static boolean installed(String command) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", "command -v " + command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private static int run(Suite suite, String command) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", command)
                .directory(suite.root().toFile())
                .inheritIO()
                .start()
                .waitFor();
    }

    private static Map<String, Long> pids(Suite suite) {
        return PARTS.stream().collect(Collectors.toMap(part -> part, suite::pid));
    }
}
