package dev.waybill.order.process.model;

import jakarta.validation.constraints.Min;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How patient orders are.
 *
 * @param paymentPatience how long to wait for another payment method, from the first decline since the last success on
 * @param paymentAttempts how many payment methods an order may try, and how many a customer may choose in an hour
 * @param backOrderReminder after how long a customer whose order waits for stock is reminded
 * @param backOrderPatience after how long an order that waits for stock is cancelled
 * @param answerPatience after how long an operator is shown that a service has not answered
 * @param dispatchPatience after how long an operator is shown that a parcel was not dispatched
 * @param deliveryPatience after how long an operator is shown that a parcel was not delivered
 */
@Validated
@ConfigurationProperties(OrderProperties.PREFIX)
public record OrderProperties(
        @DefaultValue("7d") Duration paymentPatience,
        @DefaultValue("10") @Min(1) int paymentAttempts,
        @DefaultValue("3d") Duration backOrderReminder,
        @DefaultValue("30d") Duration backOrderPatience,
        @DefaultValue("1h") Duration answerPatience,
        @DefaultValue("3d") Duration dispatchPatience,
        @DefaultValue("14d") Duration deliveryPatience) {

    static final String PREFIX = "waybill.order";

    /** All durations by the names of their settings, as {@code waybill.order.payment-patience}: models name them so. */
    public Map<String, Duration> byName() {
        return Arrays.stream(OrderProperties.class.getRecordComponents())
                .filter(component -> component.getType() == Duration.class)
                .collect(Collectors.toMap(
                        component -> PREFIX + "." + DataObjectPropertyName.toDashedForm(component.getName()),
                        this::value));
    }

    private Duration value(RecordComponent component) {
        try {
            return (Duration) component.getAccessor().invoke(this);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record has no readable component " + component.getName(), e);
        }
    }
}
