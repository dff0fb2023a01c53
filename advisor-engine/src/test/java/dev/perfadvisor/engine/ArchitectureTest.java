package dev.perfadvisor.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

/** Holds the arrows between the packages of the engine. */
class ArchitectureTest {

    private static final String ROOT = "dev.perfadvisor.engine";

    private static final JavaClasses ENGINE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void classesAreSeenAtAll() {
        assertThat(ENGINE).hasSizeGreaterThan(100);
        for (var name : new String[] {"model", "evidence", "evidence.jfr", "derive", "rules", "diagnosis", "render"}) {
            assertThat(ENGINE.containPackage(ROOT + "." + name)).as(name).isTrue();
        }
    }

    @Test
    void theEngineKnowsNoFramework() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "jakarta..", "org.jline..", "picocli..")
                .check(ENGINE);
    }

    @Test
    void theModelKnowsOnlyJava() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".model..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", ROOT + ".model..")
                .check(ENGINE);
    }

    @Test
    void kindsOfEvidenceDoNotKnowEachOther() {
        slices().matching(ROOT + ".evidence.(*)..")
                .should()
                .notDependOnEachOther()
                .check(ENGINE);
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".evidence")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".evidence.*..")
                .check(ENGINE);
    }

    @Test
    void evidenceKnowsNothingThatComesAfterIt() {
        mayKnow("evidence..", "model", "evidence..");
        mayKnow("derive", "model", "evidence..", "derive");
        mayKnow("rules", "model", "rules");
        mayKnow("diagnosis", "model", "rules", "diagnosis");
        mayKnow(
                "conversation",
                "model",
                "evidence..",
                "derive",
                "rules",
                "diagnosis",
                "compare",
                "loadgen",
                "render",
                "conversation");
        mayKnow("loadgen", "model", "loadgen");
        mayKnow("render", "model", "render");
        mayKnow("compare", "model", "evidence..", "compare");
    }

    private static void mayKnow(String who, String... whom) {
        var allowed = new String[whom.length];
        for (int i = 0; i < whom.length; i++) {
            allowed[i] = ROOT + "." + whom[i];
        }
        DescribedPredicate<JavaClass> engineClasses = JavaClass.Predicates.resideInAPackage(ROOT + "..");
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + who)
                .should()
                .dependOnClassesThat(
                        engineClasses.and(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(allowed))))
                .check(ENGINE);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(ENGINE);
    }

    @Test
    void onlyTheRulesKnowTheirLanguage() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".rules")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.cel..", "org.snakeyaml..")
                .check(ENGINE);
    }

    @Test
    void onlyTheAssistantKnowsModels() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".assistant")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.langchain4j..")
                .check(ENGINE);
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".mcp")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.modelcontextprotocol..")
                .check(ENGINE);
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".conversation")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".assistant..")
                .check(ENGINE);
    }

    @Test
    void onlyTheDatabaseKnowsSql() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".store.jdbc")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.h2..", "org.flywaydb..")
                .check(ENGINE);
    }

    @Test
    void nothingPrintsOrReadsTheClock() {
        noClasses().should().accessField(System.class, "out").check(ENGINE);
        noClasses().should().accessField(System.class, "err").check(ENGINE);
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(ENGINE);
    }
}
