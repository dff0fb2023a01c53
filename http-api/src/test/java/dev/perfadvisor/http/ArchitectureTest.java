package dev.perfadvisor.http;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What the HTTP API may know: the facade, the words of the model, and how to render. */
class ArchitectureTest {

    private static final JavaClasses HTTP = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.perfadvisor.http");

    @Test
    void classesAreSeenAtAll() {
        assertThat(HTTP).hasSizeGreaterThan(8);
    }

    @Test
    void theOtherAdapterAndTheInsideOfTheEngineAreUnknown() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.perfadvisor.shell..",
                        "dev.perfadvisor.engine.evidence..",
                        "dev.perfadvisor.engine.rules..",
                        "dev.perfadvisor.engine.derive..",
                        "dev.perfadvisor.engine.diagnosis..")
                .check(HTTP);
    }
}
