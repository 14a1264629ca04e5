package dev.waybill.platform.security;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How clients reach this process.
 *
 * @param hosts the names (without ports) under which clients may ask for it; requests for other names are refused
 * @param allowedOrigins the sites, like {@code https://shop.example}, whose pages may call the API with a token (CORS)
 */
@ConfigurationProperties("waybill.web")
public record WebProperties(
        @DefaultValue List<String> hosts, @DefaultValue List<String> allowedOrigins) {}
