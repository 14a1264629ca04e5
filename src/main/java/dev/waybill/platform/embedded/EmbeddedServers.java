package dev.waybill.platform.embedded;

import dev.waybill.platform.base.Misconfigured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * The servers that the configuration does not name. They start while the application's context is still being made, and
 * end after everything else in it.
 */
final class EmbeddedServers implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedServers.class);

    private final DataDirectory directory;
    private final @Nullable CompletableFuture<EmbeddedPostgres> postgres;
    private final @Nullable CompletableFuture<EmbeddedBroker> broker;

    private EmbeddedServers(DataDirectory directory, Infrastructure wanted) {
        this.directory = directory;
        this.postgres = wanted.embeddedDatabase() ? begin("postgres", () -> EmbeddedPostgres.start(directory)) : null;
        this.broker = wanted.embeddedBroker() ? begin("broker", () -> EmbeddedBroker.start(directory)) : null;
    }

    /** Begins the start before anything else of the context, unless both servers are configured. */
    static final class Initializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            Infrastructure wanted = Infrastructure.of(context.getEnvironment());
            if (wanted.anyEmbedded()) {
                refuseWithoutServers();
                String path = context.getEnvironment().getProperty("waybill.data-dir", "./data");
                var servers = new EmbeddedServers(DataDirectory.open(Path.of(path)), wanted);
                var beans = (DefaultSingletonBeanRegistry) context.getBeanFactory();
                beans.registerSingleton("embeddedServers", servers);
                beans.registerDisposableBean("embeddedServers", servers);
            }
        }
    }

    /** The image for servers of one's own leaves out the libraries of the embedded ones. */
    private static void refuseWithoutServers() {
        if (!ClassUtils.isPresent("org.apache.qpid.server.SystemLauncher", EmbeddedServers.class.getClassLoader())) {
            throw new Misconfigured(
                    "no PostgreSQL or no RabbitMQ is configured, and this build brings none of its own",
                    "Set spring.datasource.url (SPRING_DATASOURCE_URL) and spring.rabbitmq.addresses or .host"
                            + " (SPRING_RABBITMQ_ADDRESSES).");
        }
    }

    private static <T> CompletableFuture<T> begin(String name, Supplier<T> start) {
        return CompletableFuture.supplyAsync(
                start,
                task -> Thread.ofPlatform().name("start-" + name).daemon().start(task));
    }

    /** The database, once it is ready. */
    EmbeddedPostgres postgres() {
        return ready(postgres);
    }

    /** The broker, once it is ready. */
    EmbeddedBroker broker() {
        return ready(broker);
    }

    private static <T> T ready(@Nullable CompletableFuture<T> server) {
        if (server == null) {
            throw new IllegalStateException("this server is configured, so none is embedded");
        }
        try {
            return server.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof EmbeddedStartException failure ? failure : e;
        }
    }

    @Override
    public void destroy() {
        close(broker);
        close(postgres);
        try {
            directory.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server that never came up has reported that already. */
    private static void close(@Nullable CompletableFuture<? extends AutoCloseable> server) {
        if (server == null) {
            return;
        }
        try {
            server.join().close();
        } catch (CompletionException e) {
            log.debug("An embedded server never came up, so there is none to end", e);
        } catch (Exception e) { // What AutoCloseable declares.
            log.error("An embedded server did not end in order; the next start recovers what it had", e);
        }
    }
}
