package dev.waybill.order.process.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.ibatis.builder.xml.XMLConfigBuilder;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.defaults.DefaultSqlSessionFactory;
import org.apache.ibatis.transaction.managed.ManagedTransactionFactory;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ReflectUtil;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The engine's own SQL: 880 statements in XML, a third of what a start has to do. They are read in parallel with the start of
 * the application's context, which does not need them until the engine is built.
 */
public final class EngineMappings {

    private final CompletableFuture<Configuration> statements;

    private EngineMappings(String databaseType, String tablePrefix) {
        this.statements = CompletableFuture.supplyAsync(
                () -> read(databaseType, tablePrefix),
                task -> Thread.ofPlatform().name("engine-mappings").daemon().start(task));
    }

    /** Begins to read as soon as it is known that this process runs an engine. */
    public static final class Initializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            var environment = context.getEnvironment();
            if (environment.getProperty("camunda.bpm.enabled", Boolean.class, true)
                    && Binder.get(environment)
                            .bindOrCreate(EngineProperties.PREFIX, EngineProperties.class)
                            .has(EngineCut.MAPPINGS)) {
                context.getBeanFactory()
                        .registerSingleton(
                                "engineMappings",
                                new EngineMappings(
                                        environment.getRequiredProperty("camunda.bpm.database.type"),
                                        environment.getRequiredProperty("camunda.bpm.database.table-prefix")));
            }
        }
    }

    /** As the engine would read them by itself. */
    private static Configuration read(String databaseType, String tablePrefix) {
        var properties = new Properties();
        properties.put("prefix", tablePrefix);
        ProcessEngineConfigurationImpl.initSqlSessionFactoryProperties(properties, tablePrefix, databaseType);
        try (InputStream file =
                        ReflectUtil.getResourceAsStream(ProcessEngineConfigurationImpl.DEFAULT_MYBATIS_MAPPING_FILE);
                Reader mappings = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            return new XMLConfigBuilder(mappings, "", properties).parse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the engine what has been read; waits for it if need be. */
    void use(ProcessEngineConfigurationImpl engine) {
        Configuration configuration = statements.join();
        configuration.setEnvironment(
                new Environment("default", new ManagedTransactionFactory(), engine.getDataSource()));
        configuration.setDefaultStatementTimeout(engine.getJdbcStatementTimeout());
        configuration.setDefaultExecutorType(engine.isJdbcBatchProcessing() ? ExecutorType.BATCH : ExecutorType.SIMPLE);
        engine.setSqlSessionFactory(new DefaultSqlSessionFactory(configuration));
    }
}
