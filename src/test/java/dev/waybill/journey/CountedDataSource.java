package dev.waybill.journey;

import java.sql.Connection;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.listener.MethodExecutionContext;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Counts what reaches the database, for the journeys and the benchmark: every statement, commit and written row. */
@Configuration(proxyBeanMethods = false)
public class CountedDataSource {

    private static final LongAdder STATEMENTS = new LongAdder();
    private static final ThreadLocal<Long> OF_THIS_THREAD = ThreadLocal.withInitial(() -> 0L);
    private static final LongAdder COMMITS = new LongAdder();
    private static final LongAdder ROWS = new LongAdder();
    private static final LongAdder PUBLISHED = new LongAdder();
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
                .afterQuery((execution, queries) -> {
                    queries.forEach(
                            query -> count(query.getQuery(), IN_TRANSACTION.contains(execution.getConnectionId())));
                    written(queries.isEmpty() ? "" : queries.getFirst().getQuery(), execution.getResult());
                })
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

    /** A batch that the driver has rewritten has written a row with each of its statements. */
    private static void written(String sql, @Nullable Object result) {
        long rows = switch (result) {
            case Integer updated -> Math.max(0, updated);
            case int[] batch ->
                Arrays.stream(batch).map(updated -> updated < 0 ? 1 : updated).sum();
            case null, default -> 0;
        };
        ROWS.add(rows);
        if (sql.startsWith("insert into") && sql.contains(".outbox ")) {
            PUBLISHED.add(rows);
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

    /** How many rows were inserted, updated and deleted. */
    public static long rows() {
        return ROWS.sum();
    }

    /** How many of them are messages to be published, which may hold several messages. */
    public static long published() {
        return PUBLISHED.sum();
    }

    /** How many commits, and writes that were their own; without those to the tables of the sandboxes. */
    public static long commits() {
        return COMMITS.sum();
    }
}
