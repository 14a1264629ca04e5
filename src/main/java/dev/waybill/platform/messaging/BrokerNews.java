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
 * Says in one line that the broker is away, why, and what to do; again every minute; and in one that it is back. In its
 * place the consumers' own lines, one for each of their tries, are left out.
 */
@Component
final class BrokerNews implements ConnectionListener, SmartInitializingSingleton {

    private static final org.slf4j.Logger log = LoggerFactory.getLogger(BrokerNews.class);
    private static final long AGAIN = TimeUnit.MINUTES.toNanos(1);
    private static final String TRY = "Error creating consumer; retrying";

    private final ConnectionFactory connections;
    private final RabbitConnectionDetails broker;
    private long awaySince;
    private long toldAt;
    private boolean away;

    BrokerNews(ConnectionFactory connections, RabbitConnectionDetails broker) {
        this.connections = connections;
        this.broker = broker;
    }

    @Override
    public void afterSingletonsInstantiated() {
        connections.addConnectionListener(this);
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext loggers) {
            loggers.addTurboFilter(new WithoutTries());
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
        } else if (now - toldAt < AGAIN) {
            return;
        }
        toldAt = now;
        log.warn(
                "RabbitMQ at {} takes no connection ({}). {}. It is tried again each second; until then messages wait in"
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
                return "It refuses the login: mend spring.rabbitmq.username and .password, or make that user"
                        + " (src/deploy/rabbitmq.json, then rabbitmqctl change_password)";
            }
        }
        return "Start it, or mend spring.rabbitmq.addresses (or .host and .port)";
    }

    /** Leaves out what consumers say of each try at a broker that is away. */
    private static final class WithoutTries extends TurboFilter {

        @Override
        public FilterReply decide(
                @Nullable Marker marker,
                Logger logger,
                Level level,
                @Nullable String format,
                Object @Nullable [] values,
                @Nullable Throwable failure) {
            boolean aTry = format != null
                    && format.startsWith(TRY)
                    && (failure instanceof AmqpConnectException
                            || failure instanceof AmqpIOException
                            || failure instanceof AmqpAuthenticationException);
            return aTry ? FilterReply.DENY : FilterReply.NEUTRAL;
        }
    }
}
