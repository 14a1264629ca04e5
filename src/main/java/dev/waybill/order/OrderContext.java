package dev.waybill.order;

import static dev.waybill.platform.security.AccessRule.allow;

import dev.waybill.contract.ecommerce.EcommerceEvent.CheckedOut;
import dev.waybill.order.application.CancelOrder;
import dev.waybill.order.application.ChangeLines;
import dev.waybill.order.application.ChangePaymentMethod;
import dev.waybill.order.application.ChangeShipTo;
import dev.waybill.order.application.EraseCustomer;
import dev.waybill.order.application.OrderAudit;
import dev.waybill.order.application.OrderCheck;
import dev.waybill.order.application.Orders;
import dev.waybill.order.application.OverdueCheck;
import dev.waybill.order.application.PaymentAttempts;
import dev.waybill.order.application.PlaceAgreedOrder;
import dev.waybill.order.application.PlaceOrder;
import dev.waybill.order.application.Pricing;
import dev.waybill.order.application.ProcessCheck;
import dev.waybill.order.application.RecordAnswer;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderEvent.OrderPlaced;
import dev.waybill.order.domain.ShipTo;
import dev.waybill.order.messaging.AnswerListener;
import dev.waybill.order.messaging.ShopListener;
import dev.waybill.order.process.OrderProcess;
import dev.waybill.order.process.ProcessConfiguration;
import dev.waybill.order.process.ProcessIncidents;
import dev.waybill.order.process.ProcessRebase;
import dev.waybill.order.process.ProcessRepair;
import dev.waybill.order.process.ProcessReplay;
import dev.waybill.order.process.ProcessVersions;
import dev.waybill.order.process.cockpit.CockpitConfiguration;
import dev.waybill.order.process.engine.EngineDatabase;
import dev.waybill.order.process.model.OrderProperties;
import dev.waybill.order.process.model.Patience;
import dev.waybill.order.process.model.ProcessMap;
import dev.waybill.order.publishing.CustomerNotices;
import dev.waybill.order.publishing.OrderPublisher;
import dev.waybill.order.publishing.ServiceCommands;
import dev.waybill.order.view.OrderSearch;
import dev.waybill.order.view.OrderViewProjection;
import dev.waybill.order.web.ConditionalRequest;
import dev.waybill.order.web.IdempotencyKeys;
import dev.waybill.order.web.IdempotentPlacement;
import dev.waybill.order.web.OrderFeed;
import dev.waybill.order.web.ShownOrders;
import dev.waybill.order.web.VisibleOrders;
import dev.waybill.platform.audit.AuditedContext;
import dev.waybill.platform.audit.LostMessages;
import dev.waybill.platform.audit.SelfCheck;
import dev.waybill.platform.context.ConditionalOnContext;
import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.context.ContextRuntimeFactory;
import dev.waybill.platform.live.LogFollower;
import dev.waybill.platform.personal.PersonalFields;
import dev.waybill.platform.security.AccessRules;
import dev.waybill.platform.security.KnownRoles;
import dev.waybill.platform.security.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;

/** The order context: orders, and the process that coordinates the other contexts. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnContext("order")
@ComponentScan("dev.waybill.order.web")
@Import({ProcessConfiguration.class, CockpitConfiguration.class})
public class OrderContext {

    private static final String RUNTIME = "orderRuntime";
    private static final Set<String> PERSONAL = Set.of("name", "street", "city", "postalCode");
    private static final Set<String> ATTRIBUTES = Set.of("attributes");
    private static final List<String> SERVICES = List.of("billing", "inventory", "shipping");

    /** {@code order} is a reserved word in SQL, so the schema is called orders. */
    @Bean
    ContextRuntime orderRuntime(ContextRuntimeFactory factory) {
        return factory.create(
                "order",
                "orders",
                new PersonalFields(Map.of(
                        ShipTo.class, PERSONAL,
                        dev.waybill.contract.ShipTo.class, PERSONAL,
                        OrderPlaced.class, ATTRIBUTES,
                        dev.waybill.contract.order.OrderEvent.OrderPlaced.class, ATTRIBUTES,
                        CheckedOut.class, ATTRIBUTES)));
    }

    @Bean
    EngineDatabase engineDatabase(@Qualifier(RUNTIME) ContextRuntime runtime) {
        return new EngineDatabase(runtime.jdbc(), runtime.schema(), runtime.transactions());
    }

    @Bean
    OrderPublisher orderPublisher(@Qualifier(RUNTIME) ContextRuntime runtime, Patience patience) {
        return new OrderPublisher(runtime.outbox(), patience);
    }

    @Bean
    ServiceCommands serviceCommands(OrderPublisher publisher) {
        return new ServiceCommands(publisher);
    }

    @Bean
    CustomerNotices customerNotices(OrderPublisher publisher, Patience patience) {
        return new CustomerNotices(publisher, patience);
    }

    @Bean
    Orders orders(@Qualifier(RUNTIME) ContextRuntime runtime, OrderPublisher publisher) {
        return new Orders(
                runtime.aggregates(Orders.CATEGORY, Orders.DECIDER, Orders.EVENT_TYPES, Order::customerId), publisher);
    }

    @Bean
    Pricing pricing(@Qualifier(RUNTIME) ContextRuntime runtime) {
        return new Pricing(runtime.localCopies(), runtime.clock());
    }

    @Bean
    PlaceOrder placeOrder(Orders orders, OrderProcess process) {
        return new PlaceOrder(orders, process);
    }

    @Bean
    CancelOrder cancelOrder(Orders orders, OrderProcess process) {
        return new CancelOrder(orders, process);
    }

    @Bean
    ChangeLines changeLines(Orders orders, OrderProcess process, Pricing pricing) {
        return new ChangeLines(orders, process, pricing);
    }

    @Bean
    ChangeShipTo changeShipTo(Orders orders, OrderProcess process, Pricing pricing) {
        return new ChangeShipTo(orders, process, pricing);
    }

    @Bean
    ChangePaymentMethod changePaymentMethod(
            @Qualifier(RUNTIME) ContextRuntime runtime, Orders orders, OrderProcess process, OrderProperties settings) {
        var attempts = new PaymentAttempts(runtime.jdbc(), runtime.clock(), settings.paymentAttempts());
        return new ChangePaymentMethod(orders, process, attempts);
    }

    @Bean
    EraseCustomer eraseCustomer(@Qualifier(RUNTIME) ContextRuntime runtime, CancelOrder cancelOrder) {
        return new EraseCustomer(
                runtime.jdbc(),
                runtime.personal(),
                runtime.outbox(),
                runtime.calls().erasures(),
                cancelOrder);
    }

    @Bean
    OrderSearch orderSearch(@Qualifier(RUNTIME) ContextRuntime runtime, Orders orders) {
        return new OrderSearch(runtime.jdbc(), runtime.project(new OrderViewProjection(runtime.jdbc(), orders)));
    }

    @Bean
    OrderFeed orderFeed(@Qualifier(RUNTIME) ContextRuntime runtime, Orders orders) {
        return new OrderFeed(runtime.live(new LogFollower(runtime.log())), orders);
    }

    @Bean
    VisibleOrders visibleOrders(Orders orders) {
        return new VisibleOrders(orders);
    }

    @Bean
    ShownOrders shownOrders(Orders orders, ProcessReplay replay) {
        return new ShownOrders(orders, replay);
    }

    @Bean
    ConditionalRequest conditionalRequest(@Qualifier(RUNTIME) ContextRuntime runtime, Orders orders) {
        return new ConditionalRequest(runtime.transactions(), orders);
    }

    @Bean
    IdempotentPlacement idempotentPlacement(
            @Qualifier(RUNTIME) ContextRuntime runtime,
            Pricing pricing,
            PlaceOrder placeOrder,
            EraseCustomer eraseCustomer,
            OrderProcess process) {
        return new IdempotentPlacement(
                runtime.transactions(),
                runtime.clock(),
                pricing,
                new IdempotencyKeys(runtime.jdbc()),
                placeOrder,
                eraseCustomer,
                process);
    }

    @Bean
    SmartInitializingSingleton orderSubscriptions(
            @Qualifier(RUNTIME) ContextRuntime runtime,
            Orders orders,
            PlaceOrder placeOrder,
            EraseCustomer eraseCustomer,
            OrderProcess process,
            ProcessIncidents incidents,
            ProcessRebase rebase,
            Patience patience) {
        var recordAnswer = new RecordAnswer(orders, process, patience, runtime.clock());
        var placeAgreedOrder = new PlaceAgreedOrder(placeOrder, eraseCustomer);
        return () -> {
            SERVICES.forEach(service -> runtime.subscribe(
                    new AnswerListener("order.hears." + service + ".events", orders, recordAnswer, process, incidents)
                            .subscription()));
            runtime.subscribe(
                    new ShopListener(runtime.localCopies(), placeAgreedOrder, eraseCustomer, process).subscription());
            runtime.alongside(rebase.thread());
        };
    }

    @Bean
    AuditedContext orderAudit(
            @Qualifier(RUNTIME) ContextRuntime runtime,
            Orders orders,
            ProcessRepair repair,
            ProcessRebase rebase,
            OrderSearch search) {
        var lostMessages = new LostMessages(runtime.transactions(), runtime.outbox());
        return new OrderAudit(runtime.jdbc(), lostMessages, orders, repair, rebase, search::rebuild);
    }

    @Bean
    SelfCheck orderCheck(@Qualifier(RUNTIME) ContextRuntime runtime) {
        return new OrderCheck(runtime.jdbc());
    }

    @Bean
    SelfCheck processCheck(@Qualifier(RUNTIME) ContextRuntime runtime, ProcessVersions versions) {
        return new ProcessCheck(runtime.jdbc(), runtime.schema(), versions);
    }

    @Bean
    SelfCheck overdueCheck(
            @Qualifier(RUNTIME) ContextRuntime runtime,
            Orders orders,
            ProcessMap map,
            Patience patience,
            ProcessReplay replay) {
        return new OverdueCheck(runtime.jdbc(), runtime.clock(), orders, map, patience, replay);
    }

    @Bean
    AccessRules orderAccess(KnownRoles roles) {
        return AccessRules.of(
                allow(HttpMethod.GET, "/api/orders/**", Role.CUSTOMER, Role.AGENT, Role.OPERATOR),
                allow(HttpMethod.POST, "/api/orders/**", Role.CUSTOMER, Role.AGENT),
                allow(HttpMethod.PUT, "/api/orders/**", Role.CUSTOMER, Role.AGENT),
                allow(HttpMethod.GET, "/api/processes/*/rebase", Role.OPERATOR),
                allow(HttpMethod.POST, "/api/processes/*/rebase", Role.OPERATOR),
                allow(HttpMethod.GET, "/api/processes/**", roles.all()));
    }
}
