package dev.waybill.platform.session;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.session.web.http.HttpSessionIdResolver;

/** Spring Session on PostgreSQL, in a schema of its own: it belongs to no context. */
@Configuration(proxyBeanMethods = false)
@EnableSpringHttpSession
@EnableConfigurationProperties(SessionProperties.class)
class SessionConfiguration {

    private static final Logger log = LoggerFactory.getLogger(SessionConfiguration.class);
    private static final int CONNECTIONS = 2;

    @Bean
    HttpSessionIdResolver sessionIds() {
        return new SessionIds();
    }

    @Bean
    SessionStore sessionStore(
            DataSource ofThisProcess, SessionProperties settings, @Value("${waybill.contexts:}") String contexts) {
        if (settings.datasource() == null && !contexts.isBlank()) {
            log.warn(
                    "waybill.session.datasource.url is not set, and this process runs only the contexts {}: a browser's login"
                            + " holds in the processes that share this one's database, and in no other",
                    contexts);
        }
        return settings.datasource() == null
                ? SessionStore.in(ofThisProcess)
                : SessionStore.in(pool(settings.datasource(), ofThisProcess));
    }

    @Bean
    SessionRepository<Session> browserSessions(SessionStore store, SessionProperties settings) {
        return BrowserSessions.in(store.repository(), settings.idle());
    }

    /** With the limits of this process's own pool for dead connections. */
    private static HikariDataSource pool(SessionProperties.Database database, DataSource like) {
        var pool = new HikariDataSource();
        pool.setPoolName(SessionStore.SCHEMA);
        pool.setJdbcUrl(database.url());
        pool.setUsername(database.username());
        pool.setPassword(database.password());
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(0);
        try {
            var own = like.unwrap(HikariDataSource.class);
            pool.setConnectionTimeout(own.getConnectionTimeout());
            pool.setValidationTimeout(own.getValidationTimeout());
            pool.setKeepaliveTime(own.getKeepaliveTime());
            pool.setDataSourceProperties(own.getDataSourceProperties());
            return pool;
        } catch (SQLException e) {
            throw new IllegalStateException("the session store takes its limits from the connection pool", e);
        }
    }
}
