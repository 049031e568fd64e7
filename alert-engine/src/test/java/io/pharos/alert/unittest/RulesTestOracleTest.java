package io.pharos.alert.unittest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.alert.Promtool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What promtool says of test files, {@code ./pharos rules test} says too. */
class RulesTestOracleTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @BeforeEach
    @SuppressWarnings("NullAway") // The folder is injected before.
    void rules() throws IOException {
        Files.writeString(folder.resolve("rules.yml"), resource("rules.yml"));
    }

    @Test
    void whatPassesThereHasToPassHere() throws IOException {
        Path file = Files.writeString(folder.resolve("test.yml"), resource("passing.yml"));

        assertThat(Promtool.exit("promtool", "test", "rules", file.toString())).isZero();
        assertThat(passes(file)).as(said.toString(StandardCharsets.UTF_8)).isTrue();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("Coverage: 8 of 8 rules");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{eval_time: 3m, alertname: Down, exp_alerts: []}|{eval_time: 4m, alertname: Down, exp_alerts: []}",
                "alertname: Chained, exp_alerts: [{}]|alertname: Chained, exp_alerts: [{}, {}]",
                "alertname: Chained, exp_alerts: [{}]|alertname: Chained, exp_alerts: [{exp_labels: {a: b}}]",
                "summary: a of north is down (0)|summary: a of north is up",
                "value: 0.5|value: 0.25",
                "expr: now|expr: never",
                "expr: now|expr: 'sum by ('",
                "{expr: 'job:up:sum{job=\"web\"}', eval_time: 13m|{expr: 'job:up:sum{job=\"web\"}', eval_time: 6m",
                "evaluation_interval: 1m|evaluation_interval: 7m",
                "rule_files: [rules.yml]|rule_files: [missing.yml]",
                "interval: 30s|interval: 45s",
                "name: nothing at all|nome: nothing at all",
                "alertname: Unknown|alertnamen: Unknown",
                "values: '1x14'|values: '1x14 x'",
                "alertname: Unknown, exp_alerts: []|alertname: Unknown, exp_alerts: [{}]"
            },
            quoteCharacter = '~')
    void whatFailsThereFailsHere(String part, String broken) throws IOException {
        String text = resource("passing.yml");
        assertThat(text).contains(part);
        Path file = Files.writeString(folder.resolve("test.yml"), text.replace(part, broken));

        assertThat(Promtool.exit("promtool", "test", "rules", file.toString())).isEqualTo(1);
        assertThat(passes(file)).as(said.toString(StandardCharsets.UTF_8)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"payments_test.yml", "gold-tier_test.yml", "disabled/all_test.yml"})
    void theMallsPackagesPassBoth(String name) throws IOException {
        Path file = Path.of(System.getProperty("pharos.root", ".."), "deploy/packages/mall", name);

        assertThat(Promtool.exit("promtool", "test", "rules", file.toString())).isZero();
        assertThat(passes(file)).as(said.toString(StandardCharsets.UTF_8)).isTrue();
        assertThat(said.toString(StandardCharsets.UTF_8)).doesNotContain("never seen at work");
    }

    @Test
    void buildServersCanReadTheResult() throws IOException {
        String text = resource("passing.yml").replace("value: 0.5", "value: 0.25");
        Path file = Files.writeString(folder.resolve("test.yml"), text);
        Path junit = folder.resolve("junit.xml");

        new RulesTest(Promtool.program("prometheus"), new PrintStream(said, true, StandardCharsets.UTF_8))
                .run(List.of(file), junit);

        assertThat(Files.readString(junit))
                .contains(
                        "tests=\"4\" failures=\"1\"", "name=\"an instance goes and comes back\"", "<failure message=");
    }

    private boolean passes(Path file) throws IOException {
        return new RulesTest(Promtool.program("prometheus"), new PrintStream(said, true, StandardCharsets.UTF_8))
                .run(List.of(file), null);
    }

    private static String resource(String name) {
        try (InputStream in = RulesTestOracleTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
