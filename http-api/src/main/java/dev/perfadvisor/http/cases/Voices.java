package dev.perfadvisor.http.cases;

import dev.perfadvisor.engine.Advisor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who answers: the engine, unless somebody else is there to. */
@Configuration(proxyBeanMethods = false)
class Voices {

    @Bean
    EngineVoice engineVoice(Advisor advisor) {
        return new EngineVoice(advisor);
    }
}
