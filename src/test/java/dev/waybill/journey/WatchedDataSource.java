package dev.waybill.journey;

import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.listener.MethodExecutionContext;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Watches the statements of all journeys: which transaction touches the tables of which contexts. */
@Configuration(proxyBeanMethods = false)
class WatchedDataSource {

    private static final Pattern SCHEMA = Pattern.compile("\\b(ecommerce|orders|billing|inventory|shipping)\\.\\w");
    private static final Map<String, Set<String>> OPEN = new ConcurrentHashMap<>();

    /** Transactions that touched more than one context, and how many were watched at all. */
    static final Queue<String> ACROSS = new ConcurrentLinkedQueue<>();

    static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    /** Everything that reached the database. */
    static final LongAdder STATEMENTS = new LongAdder();

    /** Commits, and the writes that were their own; not those to the books of the sandboxes, which are outside. */
    static final LongAdder COMMITS = new LongAdder();

    private static final Set<String> IN_TRANSACTION = ConcurrentHashMap.newKeySet();

    @Bean
    static BeanPostProcessor watch() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource dataSource ? watched(dataSource) : bean;
            }
        };
    }

    private static DataSource watched(DataSource dataSource) {
        return ProxyDataSourceBuilder.create(dataSource)
                .afterQuery((execution, queries) ->
                        queries.forEach(query -> touched(execution.getConnectionId(), query.getQuery())))
                .afterMethod(WatchedDataSource::called)
                .build();
    }

    private static void touched(String connection, String sql) {
        STATEMENTS.increment();
        if (!IN_TRANSACTION.contains(connection)
                && !sql.contains(".sandbox_")
                && sql.matches("(?is)\\s*(insert|update|delete).*")) {
            COMMITS.increment();
        }
        Set<String> schemas = OPEN.computeIfAbsent(connection, id -> ConcurrentHashMap.newKeySet());
        Matcher matcher = SCHEMA.matcher(sql);
        while (matcher.find()) {
            schemas.add(matcher.group(1));
            SEEN.add(matcher.group(1));
        }
        if (schemas.size() > 1) {
            ACROSS.add(new TreeSet<>(schemas) + " at: " + sql);
        }
    }

    private static void called(MethodExecutionContext context) {
        String method = context.getMethod().getName();
        String connection = context.getConnectionInfo().getConnectionId();
        if (method.equals("commit")) {
            COMMITS.increment();
        } else if (method.equals("setAutoCommit") && Boolean.FALSE.equals(context.getMethodArgs()[0])) {
            IN_TRANSACTION.add(connection);
        } else if (method.equals("setAutoCommit")) {
            IN_TRANSACTION.remove(connection);
        }
        if (method.equals("commit")
                || method.equals("rollback")
                || method.equals("close")
                || method.equals("setAutoCommit")) {
            if (context.getTarget() instanceof java.sql.Connection) {
                OPEN.remove(connection);
            }
        }
    }
}
