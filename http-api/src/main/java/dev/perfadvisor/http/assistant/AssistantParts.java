package dev.perfadvisor.http.assistant;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.assistant.Assistant;
import dev.perfadvisor.engine.assistant.AssistantSettings;
import dev.perfadvisor.engine.assistant.Machine;
import dev.perfadvisor.engine.store.jdbc.ModelAccounts;
import dev.perfadvisor.engine.store.jdbc.ServedCases;
import dev.perfadvisor.engine.store.jdbc.SharedDatabase;
import dev.perfadvisor.http.RefusedException;
import dev.perfadvisor.http.cases.Voice;
import dev.perfadvisor.http.runs.RunAddresses;
import dev.perfadvisor.http.runs.ServedRuns;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

/** The model speaks when {@code advisor.assistant.model} names one. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("advisor.assistant.model")
class AssistantParts {

    @Bean
    Assistant assistant(
            Environment environment, Advisor advisor, MeterRegistry meters, ObservationRegistry observations) {
        return new Assistant(
                settings(environment), advisor, new ObservedTelemetry(meters, observations), Machine.names());
    }

    @Bean
    @Primary
    Voice modelVoice(
            Assistant assistant,
            Advisor advisor,
            ServedCases cases,
            SharedDatabase database,
            ServedRuns runs,
            RunAddresses addresses) {
        return new ModelVoice(assistant, advisor, cases, new ModelAccounts(database), runs, addresses);
    }

    private static AssistantSettings settings(Environment environment) {
        try {
            return AssistantSettings.of(environment::getProperty)
                    .orElseThrow(() -> new RefusedException("advisor.assistant.model is empty."));
        } catch (AssistantSettings.WrongSettingsException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }
}
