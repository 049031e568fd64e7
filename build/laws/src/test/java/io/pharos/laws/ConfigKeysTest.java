package io.pharos.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** An operator finds every key on one page, with its default and a sentence. */
class ConfigKeysTest {
    private final Project project = Project.here();
    private final ConfigKeys keys = ConfigKeys.of(project);

    @Test
    void everyKeySaysWhatItMeans() {
        assertThat(keys.byModule()).containsKeys("libs/usage", "tenant-router", "query-gateway");
        assertThat(keys.silent()).isEmpty();
    }

    @Test
    void theReferencePageIsWhatTheSourcesSay() throws IOException {
        Path page = project.root().resolve("docs/reference/configuration.md");
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(page, keys.page());
        }
        assertThat(Files.readString(page))
                .as("stale: run 'mvn -pl build/laws test -Ddocs.write=true' and commit the page")
                .isEqualTo(keys.page());
    }
}
