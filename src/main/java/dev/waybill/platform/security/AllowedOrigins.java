package dev.waybill.platform.security;

import dev.waybill.platform.base.Misconfigured;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/**
 * The other sites whose pages may call the API from a browser (CORS). They send a token or password of their own with each
 * request; a browser's login here is never used for them, as credentials are not allowed.
 */
final class AllowedOrigins {

    private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#*\\s]+");

    private final List<String> origins;

    private AllowedOrigins(List<String> origins) {
        this.origins = origins;
    }

    /** By {@code waybill.web.allowed-origins}; what is no origin ends the start. */
    static AllowedOrigins of(WebProperties settings) {
        settings.allowedOrigins().stream()
                .filter(origin -> !ORIGIN.matcher(origin).matches())
                .findFirst()
                .ifPresent(wrong -> {
                    throw new Misconfigured(
                            "waybill.web.allowed-origins has \"" + wrong + "\", which is no origin",
                            "Name each site by scheme, host and port only, like https://shop.example");
                });
        return new AllowedOrigins(settings.allowedOrigins());
    }

    /** Whether a request comes from a page of one of the sites. */
    boolean sent(HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin != null && origins.contains(origin);
    }

    boolean isEmpty() {
        return origins.isEmpty();
    }

    /** Answers the questions that browsers ask before requests of other sites' pages (preflights), and refuses all others'. */
    CorsFilter filter(Refusals refusals) {
        var paths = new UrlBasedCorsConfigurationSource();
        paths.registerCorsConfiguration("/api/**", configuration());
        var filter = new CorsFilter(paths);
        filter.setCorsProcessor(new DefaultCorsProcessor() {
            @Override
            protected void rejectRequest(ServerHttpResponse response) throws IOException {
                if (response instanceof ServletServerHttpResponse servlet) {
                    refusals.problem(
                            servlet.getServletResponse(),
                            HttpStatus.FORBIDDEN,
                            "cross-site",
                            "the site of this page, the method or a header is not allowed for pages of other sites");
                }
            }
        });
        return filter;
    }

    /** Which requests browsers may send for those pages, and which headers of the answers they may read. */
    private CorsConfiguration configuration() {
        var cors = new CorsConfiguration();
        cors.setAllowedOrigins(origins);
        cors.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "DELETE"));
        cors.setAllowedHeaders(List.of(
                HttpHeaders.AUTHORIZATION,
                HttpHeaders.CONTENT_TYPE,
                HttpHeaders.IF_MATCH,
                "Idempotency-Key",
                "Last-Event-ID",
                "traceparent"));
        cors.setExposedHeaders(List.of(HttpHeaders.LOCATION, HttpHeaders.ETAG, HttpHeaders.RETRY_AFTER));
        cors.setAllowCredentials(false);
        cors.setMaxAge(Duration.ofHours(1));
        return cors;
    }
}
