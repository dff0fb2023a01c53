package dev.perfadvisor.http.analysis;

import dev.perfadvisor.engine.Version;
import dev.perfadvisor.http.settings.Settings;
import dev.perfadvisor.http.settings.WorkDirectory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who reads evidence, as it is set. */
@Configuration(proxyBeanMethods = false)
class Analysts {

    @Bean
    Version version(Settings settings) {
        return Version.current(settings.rules().packs());
    }

    @Bean
    Analyst analyst(Settings settings, WorkDirectory work) {
        return settings.analysis().isolated()
                ? new ChildAnalyst(new Child(settings.analysis(), work.path()))
                : new InProcessAnalyst();
    }
}
