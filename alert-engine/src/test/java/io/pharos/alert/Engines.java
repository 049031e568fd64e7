package io.pharos.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

/** The engines' own programs, which tests ask for the truth. */
public final class Engines {
    private Engines() {}

    public static Path promtool() {
        String root = System.getProperty("pharos.root", "..");
        String engines = System.getenv().getOrDefault("PHAROS_ENGINES", root + "/.pharos/engines");
        Path promtool = Path.of(System.getProperty("pharos.engines", engines), "bin", "promtool");
        assertThat(promtool).as("run ./pharos engines first").isExecutable();
        return promtool;
    }
}
