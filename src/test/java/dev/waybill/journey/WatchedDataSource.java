package dev.waybill.journey;

import java.sql.Connection;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
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
    private static final Set<String> ENDS = Set.of("commit", "rollback", "close", "setAutoCommit");

    /** Transactions that touched more than one context, and how many were watched at all. */
    static final Queue<String> ACROSS = new ConcurrentLinkedQueue<>();

    static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    @Bean
    static BeanPostProcessor watch() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource dataSource ? watched(dataSource) : bean;
            }
        };
    }

    /** Connections are numbered from 1 in each data source, so each has its own transactions. */
    private static DataSource watched(DataSource dataSource) {
        Map<String, Set<String>> open = new ConcurrentHashMap<>();
        return ProxyDataSourceBuilder.create(dataSource)
                .afterQuery((execution, queries) -> queries.forEach(query -> touched(
                        open.computeIfAbsent(execution.getConnectionId(), id -> ConcurrentHashMap.newKeySet()),
                        query.getQuery())))
                .afterMethod(call -> {
                    if (endsTransaction(call)) {
                        open.remove(call.getConnectionInfo().getConnectionId());
                    }
                })
                .build();
    }

    private static void touched(Set<String> schemas, String sql) {
        Matcher matcher = SCHEMA.matcher(sql);
        while (matcher.find()) {
            schemas.add(matcher.group(1));
            SEEN.add(matcher.group(1));
        }
        if (schemas.size() > 1) {
            ACROSS.add(new TreeSet<>(schemas) + " at: " + sql);
        }
    }

    private static boolean endsTransaction(MethodExecutionContext call) {
        return call.getTarget() instanceof Connection
                && ENDS.contains(call.getMethod().getName());
    }
}
