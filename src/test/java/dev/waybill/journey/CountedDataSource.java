package dev.waybill.journey;

import java.sql.Connection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.listener.MethodExecutionContext;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Counts what reaches the database, for the journeys and the benchmark: every statement, and every commit. */
@Configuration(proxyBeanMethods = false)
public class CountedDataSource {

    private static final LongAdder STATEMENTS = new LongAdder();
    private static final ThreadLocal<Long> OF_THIS_THREAD = ThreadLocal.withInitial(() -> 0L);
    private static final LongAdder COMMITS = new LongAdder();
    private static final Set<String> IN_TRANSACTION = ConcurrentHashMap.newKeySet();

    @Bean
    static BeanPostProcessor count() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource dataSource ? counted(dataSource) : bean;
            }
        };
    }

    private static DataSource counted(DataSource dataSource) {
        return ProxyDataSourceBuilder.create(dataSource)
                .afterQuery((execution, queries) -> queries.forEach(
                        query -> count(query.getQuery(), IN_TRANSACTION.contains(execution.getConnectionId()))))
                .afterMethod(CountedDataSource::called)
                .build();
    }

    private static void count(String sql, boolean inTransaction) {
        STATEMENTS.increment();
        OF_THIS_THREAD.set(OF_THIS_THREAD.get() + 1);
        if (!inTransaction && !sql.contains(".sandbox_") && sql.matches("(?is)\\s*(insert|update|delete).*")) {
            COMMITS.increment();
        }
    }

    private static void called(MethodExecutionContext context) {
        if (!(context.getTarget() instanceof Connection)) {
            return; // of the DataSource itself, which may have had none to give
        }
        String connection = context.getConnectionInfo().getConnectionId();
        switch (context.getMethod().getName()) {
            case "commit" -> COMMITS.increment();
            case "setAutoCommit" -> {
                if (Boolean.TRUE.equals(context.getMethodArgs()[0])) {
                    IN_TRANSACTION.remove(connection);
                } else {
                    IN_TRANSACTION.add(connection);
                }
            }
            default -> {}
        }
    }

    /** How many statements there were, selects included. */
    public static long statements() {
        return STATEMENTS.sum();
    }

    /** How many of them this thread has sent, apart from all that the rest of the product does meanwhile. */
    static long statementsOfThisThread() {
        return OF_THIS_THREAD.get();
    }

    /** How many commits, and writes that were their own; without those to the tables of the sandboxes. */
    public static long commits() {
        return COMMITS.sum();
    }
}
