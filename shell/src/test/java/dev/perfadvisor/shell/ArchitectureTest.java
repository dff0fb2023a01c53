package dev.perfadvisor.shell;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What the shell may know: the facade, the words of the model, and how to render. */
class ArchitectureTest {

    private static final JavaClasses SHELL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.perfadvisor.shell");

    @Test
    void classesAreSeenAtAll() {
        assertThat(SHELL).hasSizeGreaterThan(20);
        for (var name : new String[] {"oneshot", "session", "interactive"}) {
            assertThat(SHELL.containPackage("dev.perfadvisor.shell." + name))
                    .as(name)
                    .isTrue();
        }
    }

    @Test
    void theOtherAdapterAndTheInsideOfTheEngineAreUnknown() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.perfadvisor.http..",
                        "dev.perfadvisor.engine.evidence..",
                        "dev.perfadvisor.engine.rules..",
                        "dev.perfadvisor.engine.derive..",
                        "dev.perfadvisor.engine.diagnosis..")
                .check(SHELL);
    }

    @Test
    void onlyTheInteractiveSessionKnowsSpringAndTheTerminal() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.perfadvisor.shell.interactive")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "org.jline..")
                .check(SHELL);
    }
}
