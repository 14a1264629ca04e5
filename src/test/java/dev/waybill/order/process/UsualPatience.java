package dev.waybill.order.process;

import dev.waybill.order.process.model.OrderProperties;
import dev.waybill.order.process.model.Patience;
import dev.waybill.order.process.model.ProcessModel;
import java.time.Duration;

/** The patience of orders where nothing is set. */
public final class UsualPatience {

    public static final OrderProperties PROPERTIES = new OrderProperties(
            Duration.ofDays(7),
            10,
            Duration.ofDays(3),
            Duration.ofDays(30),
            Duration.ofHours(1),
            Duration.ofDays(3),
            Duration.ofDays(14));

    public static final Patience PATIENCE = new Patience(ProcessModel.current().map(), PROPERTIES);

    private UsualPatience() {}
}
