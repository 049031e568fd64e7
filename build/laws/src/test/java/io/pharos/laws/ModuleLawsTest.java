package io.pharos.laws;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dependencies point one way: service to library, never service to service, and the pure libraries know no framework. */
class ModuleLawsTest {
    private static final String[] LIBRARIES = {
        "io.pharos.model..",
        "io.pharos.promql..",
        "io.pharos.wire..",
        "io.pharos.tenancy..",
        "io.pharos.sql..",
        "io.pharos.ownership..",
        "io.pharos.lineage..",
        "io.pharos.tsdb..",
        "io.pharos.usage.."
    };
    private static final String[] SERVICES = {
        "io.pharos.router..",
        "io.pharos.collector..",
        "io.pharos.gateway..",
        "io.pharos.mall..",
        "io.pharos.alert..",
        "io.pharos.billing..",
        "io.pharos.report.."
    };
    private static final String[] FRAMEWORKS = {
        "io.quarkus..", "io.smallrye..", "io.vertx..", "jakarta..", "com.fasterxml..", "io.micrometer.."
    };

    private static JavaClasses suite;

    @BeforeAll
    static void importAll() {
        suite = new ClassFileImporter().importPaths(Project.here().classes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"io.pharos.model..", "io.pharos.promql..", "io.pharos.wire.."})
    void pureLibrariesKnowNoFramework(String library) {
        check(noClasses()
                .that()
                .resideInAPackage(library)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FRAMEWORKS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"io.pharos.promql..", "io.pharos.wire.."})
    void pureLibrariesKnowOnlyTheModel(String library) {
        check(noClasses()
                .that()
                .resideInAPackage(library)
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("io.pharos..")
                        .and(JavaClass.Predicates.resideOutsideOfPackages(library, "io.pharos.model.."))));
    }

    @Test
    void librariesKnowNoService() {
        check(noClasses()
                .that()
                .resideInAnyPackage(LIBRARIES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SERVICES));
    }

    @Test
    void servicesTalkOverTheNetworkOnly() {
        for (String service : SERVICES) {
            check(noClasses()
                    .that()
                    .resideInAPackage(service)
                    .should()
                    .dependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(SERVICES)
                            .and(JavaClass.Predicates.resideOutsideOfPackage(service))));
        }
    }

    @Test
    void oneTypeReadsAnEngineAndOneWritesIt() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.pharos.tsdb..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.pharos.tsdb.engine.EngineClient"));
    }

    @Test
    void nothingIsInjectedIntoFields() {
        check(noFields().should().beAnnotatedWith("jakarta.inject.Inject"));
    }

    @Test
    void noStaticStateThatChanges() {
        check(fields().that()
                .areStatic()
                .and()
                .doNotHaveName("$assertionsDisabled")
                .should()
                .beFinal());
    }

    @Test
    void namesSayWhatAThingIs() {
        check(noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Utils?|DTO|Dto|Info)"));
    }

    @Test
    void everyPackageIsNullMarked() {
        check(classes().that().resideInAPackage("io.pharos..").should(beInANullMarkedPackage()));
    }

    private static ArchCondition<JavaClass> beInANullMarkedPackage() {
        return new ArchCondition<>("be in a package whose package-info says @NullMarked") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                if (!item.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked")
                        && !item.getModifiers().contains(JavaModifier.SYNTHETIC)) {
                    events.add(SimpleConditionEvent.violated(item, item.getPackageName() + " is not @NullMarked"));
                }
            }
        };
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(suite);
    }
}
