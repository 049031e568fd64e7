package io.pharos.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which of the platform's packages a service is built on: some hold for every service, others for what it does. */
class PlatformPackagesTest {
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<]+)</artifactId>");
    private static final Set<String> EVERYWHERE = Set.of(
            "quarkus-rest-jackson",
            "quarkus-smallrye-health",
            "quarkus-smallrye-openapi",
            "quarkus-micrometer-registry-prometheus",
            "quarkus-opentelemetry",
            "quarkus-kubernetes");
    private static final Set<String> INSTEAD =
            Set.of("quarkus-resteasy", "quarkus-hibernate-orm", "quarkus-agroal", "spring-web", "quarkus-jackson-xml");

    static List<Path> services() {
        Project project = Project.here();
        return project.modules().stream()
                .filter(module -> project.root().equals(module.getParent()))
                .filter(module -> Files.exists(module.resolve("src/main/resources/application.properties")))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("services")
    void aServiceIsObservedDescribedAndDeployedLikeEveryOther(Path service) {
        assertThat(packages(service)).containsAll(EVERYWHERE).doesNotContainAnyElementsOf(INSTEAD);
    }

    @ParameterizedTest
    @MethodSource("services")
    void migrationsByJdbcComeWithQueriesByTheReactiveClient(Path service) {
        Set<String> packages = packages(service);
        assertThat(packages.contains("quarkus-flyway")).isEqualTo(packages.contains("quarkus-reactive-pg-client"));
    }

    /** What the service's own build names, and its parent's. */
    private static Set<String> packages(Path service) {
        String own = Project.read(service.resolve("pom.xml"));
        Set<String> packages = artifacts(own);
        if (own.contains("../build/service/pom.xml")) {
            packages.addAll(artifacts(Project.read(Project.here().root().resolve("build/service/pom.xml"))));
        }
        return packages;
    }

    private static Set<String> artifacts(String pom) {
        Set<String> artifacts = new TreeSet<>();
        Matcher found = ARTIFACT.matcher(pom);
        while (found.find()) {
            artifacts.add(found.group(1));
        }
        return artifacts;
    }
}
