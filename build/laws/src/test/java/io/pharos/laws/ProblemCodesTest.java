package io.pharos.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A problem's code is a promise: it means one thing, and the reference page lists it. */
class ProblemCodesTest {
    private final Project project = Project.here();
    private final ProblemCodes codes = ProblemCodes.of(project);

    @Test
    void aCodeStandsForOneKind() {
        assertThat(codes.cases()).containsKeys("tenant.missing", "token.expired", "request.malformed-json");
        assertThat(codes.ambiguous()).isEmpty();
    }

    @Test
    void theReferencePageIsWhatTheSourcesSay() throws IOException {
        Path page = project.root().resolve("docs/reference/problems.md");
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(page, codes.page());
        }
        assertThat(Files.readString(page))
                .as("stale: run 'mvn -pl build/laws test -Ddocs.write=true' and commit the page")
                .isEqualTo(codes.page());
    }
}
