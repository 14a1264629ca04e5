package dev.waybill.platform.live;

import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets controllers take a {@link LiveVisitor}. */
@Configuration
@EnableConfigurationProperties(LiveProperties.class)
class LiveConfiguration implements WebMvcConfigurer {

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(LiveVisitor.class);
    }

    private final LiveStreamLimit places;

    LiveConfiguration(LiveProperties limits) {
        this.places = new LiveStreamLimit(limits);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new LiveVisitor.LiveVisitorResolver(places));
    }
}
