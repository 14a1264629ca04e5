package dev.waybill.bench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Counts the statements that reach the database, and the commits. */
@Configuration(proxyBeanMethods = false)
class CountedDataSource {

    static final Map<String, LongAdder> STATEMENTS = new ConcurrentHashMap<>();
    static final LongAdder COMMITS = new LongAdder();

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
                .afterQuery((execution, queries) -> queries.forEach(query -> STATEMENTS
                        .computeIfAbsent(query.getQuery(), sql -> new LongAdder())
                        .increment()))
                .afterMethod(method -> {
                    if (method.getMethod().getName().equals("commit")) {
                        COMMITS.increment();
                    }
                })
                .build();
    }

    static void reset() {
        STATEMENTS.clear();
        COMMITS.reset();
    }

    static long statements() {
        return STATEMENTS.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** The most frequent statements with their numbers. */
    static List<Map.Entry<String, LongAdder>> most(int number) {
        return STATEMENTS.entrySet().stream()
                .sorted((a, b) -> Long.compare(b.getValue().sum(), a.getValue().sum()))
                .limit(number)
                .toList();
    }
}
