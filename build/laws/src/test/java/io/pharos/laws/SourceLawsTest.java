package io.pharos.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the compiler cannot see: how tests wait, and what a source may not hold. */
class SourceLawsTest {
    private final Project project = Project.here();

    @Test
    void testsNeverSleep() {
        assertThat(holding("test", "Thread\\s*\\.\\s*sleep\\s*\\(|TimeUnit\\.\\w+\\.sleep\\("))
                .isEmpty();
    }

    @Test
    void testsUseFakesNotMocks() {
        assertThat(holding("test", "org\\.mockito|@InjectMock\\b")).isEmpty();
    }

    @Test
    void nothingIsPrintedByAService() {
        assertThat(holding("main", "System\\.(out|err)\\b|printStackTrace\\(\\)"))
                .isEmpty();
    }

    @Test
    void noWorkIsLeftInComments() {
        assertThat(holding("main", "\\b(TODO|FIXME|XXX)\\b")).isEmpty();
    }

    private List<Path> holding(String kind, String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        return project.sources(kind).stream()
                .filter(file -> wanted.matcher(Project.read(file)).find())
                .map(project.root()::relativize)
                .toList();
    }
}
