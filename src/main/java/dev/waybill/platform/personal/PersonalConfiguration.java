package dev.waybill.platform.personal;

import java.nio.file.Path;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The master key, for all contexts of the process. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PersonalProperties.class)
class PersonalConfiguration {

    @Bean
    MasterKeys masterKeys(PersonalProperties properties, Environment environment) {
        boolean shared = !environment.getProperty("spring.datasource.url", "").isBlank();
        return MasterKeys.of(properties, Path.of(environment.getProperty("waybill.data-dir", "./data")), shared);
    }
}
