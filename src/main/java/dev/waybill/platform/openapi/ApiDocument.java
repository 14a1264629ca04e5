package dev.waybill.platform.openapi;

import dev.waybill.platform.security.CurrentUser;
import dev.waybill.platform.web.Text;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.ParameterCustomizer;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The document at {@code /v3/api-docs}. */
@Configuration
class ApiDocument {

    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(CurrentUser.class)
                .replaceWithClass(SseEmitter.class, String.class);
    }

    @Bean
    OpenAPI api() {
        return new OpenAPI()
                .info(new Info()
                        .title("Waybill")
                        .description(
                                "An order backbone: from the shop's cart to the customer's door. Lists are paged: `next` is"
                                        + " what `after` takes for the next page, and is absent on the last one.")
                        .version("0.1")
                        .license(new License().name("Apache-2.0")))
                .components(new Components()
                        .addSecuritySchemes("basic", scheme("basic", "name and password of a user"))
                        .addSecuritySchemes(
                                "bearer", scheme("bearer", "a token of the OAuth2 issuer, where one is configured")))
                .addSecurityItem(new SecurityRequirement().addList("basic"))
                .addSecurityItem(new SecurityRequirement().addList("bearer"));
    }

    private static SecurityScheme scheme(String scheme, String description) {
        return new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme(scheme)
                .description(description);
    }

    /** Springdoc asks the last added converter first; this one replaces its own last one. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    ModelResolver recordSchemas(ObjectMapperProvider mappers, SpringDocConfigProperties settings) {
        var schemas = new RecordSchemas(mappers.jsonMapper(), new SchemaNames());
        schemas.setOpenapi31(settings.isOpenapi31());
        return schemas;
    }

    @Bean
    GlobalOpenApiCustomizer problems() {
        return document -> ProblemResponses.addTo(document.getComponents());
    }

    /** What a parameter has to be like where an annotation of ours requires it; patterns are about the whole text. */
    @Bean
    ParameterCustomizer parameters() {
        return (parameter, method) -> {
            Schema<?> schema = parameter == null ? null : parameter.getSchema();
            if (schema != null && method.hasParameterAnnotation(Text.class)) {
                schema.minLength(1).maxLength(Text.LONGEST);
            }
            if (schema != null
                    && schema.getPattern() != null
                    && !schema.getPattern().startsWith("^")) {
                schema.pattern("^(?:" + schema.getPattern() + ")$");
            }
            return parameter;
        };
    }
}
