package dev.waybill;

import dev.waybill.billing.BillingContext;
import dev.waybill.desk.DeskContext;
import dev.waybill.ecommerce.EcommerceContext;
import dev.waybill.inventory.InventoryContext;
import dev.waybill.order.OrderContext;
import dev.waybill.shipping.ShippingContext;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/**
 * The application: runs the contexts that {@code waybill.contexts} names, by default all of them. Each is found by its
 * {@code <Context>Context} configuration and scans its own package only when it is run.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@ComponentScan("dev.waybill.platform")
@Import({
    MessagingWiring.class,
    RoleWiring.class,
    AuditWiring.class,
    EcommerceContext.class,
    OrderContext.class,
    BillingContext.class,
    InventoryContext.class,
    ShippingContext.class,
    DeskContext.class
})
public class Waybill {

    public static void main(String[] args) {
        SpringApplication.run(Waybill.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
