package dev.perfadvisor.http.analysis;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.Version;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who reads evidence, as it is set. */
@Configuration(proxyBeanMethods = false)
class Analysts {

    @Bean
    Version version() {
        return Version.current();
    }

    @Bean
    Analyst analyst(Advisor advisor) {
        return new InProcessAnalyst(advisor);
    }
}
