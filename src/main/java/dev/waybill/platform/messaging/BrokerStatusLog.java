package dev.waybill.platform.messaging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.springframework.amqp.AmqpAuthenticationException;
import org.springframework.amqp.AmqpConnectException;
import org.springframework.amqp.AmqpIOException;
import org.springframework.amqp.rabbit.connection.Connection;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.connection.ConnectionListener;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.amqp.RabbitConnectionDetails;
import org.springframework.stereotype.Component;

/**
 * Logs one line when the broker is away, with the reason and what to do, repeats it every minute, and logs one when it is
 * back. The consumers' own lines, one for each retry, are suppressed.
 */
@Component
final class BrokerStatusLog implements ConnectionListener, SmartInitializingSingleton {

    private static final org.slf4j.Logger log = LoggerFactory.getLogger(BrokerStatusLog.class);
    private static final long REPEAT_AFTER = TimeUnit.MINUTES.toNanos(1);
    private static final String RETRY = "Error creating consumer; retrying";

    private final ConnectionFactory connections;
    private final RabbitConnectionDetails broker;
    private long awaySince;
    private long reportedAt;
    private boolean away;

    BrokerStatusLog(ConnectionFactory connections, RabbitConnectionDetails broker) {
        this.connections = connections;
        this.broker = broker;
    }

    @Override
    public void afterSingletonsInstantiated() {
        connections.addConnectionListener(this);
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext loggers) {
            loggers.addTurboFilter(new WithoutRetries());
        }
    }

    @Override
    public synchronized void onCreate(Connection connection) {
        if (away) {
            away = false;
            log.info(
                    "RabbitMQ is back after {} s",
                    Duration.ofNanos(System.nanoTime() - awaySince).toSeconds());
        }
    }

    @Override
    public synchronized void onFailed(Exception failure) {
        long now = System.nanoTime();
        if (!away) {
            away = true;
            awaySince = now;
        } else if (now - reportedAt < REPEAT_AFTER) {
            return;
        }
        reportedAt = now;
        log.warn(
                "RabbitMQ at {} accepts no connection ({}). {}. It is retried each second; until then messages wait in"
                        + " outbox and queues, and orders are accepted",
                broker.getAddresses().stream()
                        .map(address -> address.host() + ":" + address.port())
                        .collect(Collectors.joining(",")),
                reason(failure),
                advice(failure));
    }

    @Override
    public void onShutDown(ShutdownSignalException signal) {
        if (!signal.isInitiatedByApplication()) {
            log.warn("A connection to RabbitMQ was lost: {}", signal.getMessage());
        }
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }

    private static String advice(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AmqpAuthenticationException
                    || cause instanceof PossibleAuthenticationFailureException) {
                return "It refuses the login: correct spring.rabbitmq.username and .password, or create that user"
                        + " (src/deploy/rabbitmq.json, then rabbitmqctl change_password)";
            }
        }
        return "Start it, or correct spring.rabbitmq.addresses (or .host and .port)";
    }

    /** Suppresses what consumers log at each retry while the broker is away. */
    private static final class WithoutRetries extends TurboFilter {

        @Override
        public FilterReply decide(
                @Nullable Marker marker,
                Logger logger,
                Level level,
                @Nullable String format,
                Object @Nullable [] values,
                @Nullable Throwable failure) {
            boolean isRetry = format != null
                    && format.startsWith(RETRY)
                    && (failure instanceof AmqpConnectException
                            || failure instanceof AmqpIOException
                            || failure instanceof AmqpAuthenticationException);
            return isRetry ? FilterReply.DENY : FilterReply.NEUTRAL;
        }
    }
}
