package dev.waybill.platform.embedded;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Without external servers the application listens on this machine only, unless its configuration names an address. */
final class LoopbackByDefault implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (Infrastructure.of(environment).entirelyEmbedded()) {
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource("embedded default", Map.of("server.address", "127.0.0.1")));
        }
    }
}
