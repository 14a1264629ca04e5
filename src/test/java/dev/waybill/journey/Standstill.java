package dev.waybill.journey;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Adds to the failure of a journey what was stuck in the shop: messages in flight, and what the shop's threads do. */
public final class Standstill implements TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {

    private static final List<String> SCHEMAS =
            List.of("ecommerce", "orders", "billing", "inventory", "shipping", "desk");

    @Override
    public void handleTestExecutionException(ExtensionContext test, Throwable failure) throws Throwable {
        throw withStuckWork(test, failure);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext test, Throwable failure) throws Throwable {
        throw withStuckWork(test, failure);
    }

    private static Throwable withStuckWork(ExtensionContext test, Throwable failure) {
        boolean journey = test.getRequiredTestClass().getPackage().equals(Standstill.class.getPackage());
        if (!journey || failure instanceof TestAbortedException) {
            return failure;
        }
        return new AssertionError(failure.getMessage() + "\n" + messages() + threads(), failure);
    }

    private static String messages() {
        try {
            var jdbc = Shop.sharedBean(JdbcTemplate.class);
            return jdbc.isEmpty()
                    ? "no shop is open\n"
                    : SCHEMAS.stream()
                            .map(schema -> schema + ": " + count(jdbc.get(), schema + ".outbox") + " unsent, "
                                    + count(jdbc.get(), schema + ".kept_message") + " kept\n")
                            .collect(Collectors.joining());
        } catch (RuntimeException e) {
            return "the shop cannot list what it has not sent: " + e + "\n";
        }
    }

    private static Long count(JdbcTemplate jdbc, String table) {
        return jdbc.queryForObject("select count(*) from " + table, Long.class);
    }

    private static String threads() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().matches("(outbox|inbox|retries)-.*"))
                .map(Standstill::line)
                .sorted()
                .collect(Collectors.joining());
    }

    private static String line(Map.Entry<Thread, StackTraceElement[]> thread) {
        String frames = Stream.of(thread.getValue())
                .map(frame -> frame.getClassName().replaceAll(".*\\.", "") + "." + frame.getMethodName())
                .filter(frame -> !frame.matches("(Unsafe|LockSupport|AbstractQueued.*|Object|Thread)\\..*"))
                .limit(6)
                .collect(Collectors.joining(" < "));
        return thread.getKey().getName() + ": " + frames + "\n";
    }
}
