package dev.waybill.desk;

import static dev.waybill.platform.security.AccessRule.allow;

import dev.waybill.contract.RoleNames;
import dev.waybill.contract.ShipTo;
import dev.waybill.contract.ecommerce.EcommerceEvent.CheckedOut;
import dev.waybill.contract.order.OrderEvent.OrderPlaced;
import dev.waybill.contract.topology.Topology;
import dev.waybill.desk.messaging.PublishedEventListener;
import dev.waybill.desk.page.ContextPaths;
import dev.waybill.desk.page.UnknownPage;
import dev.waybill.desk.reconciliation.AuditRequests;
import dev.waybill.desk.reconciliation.DeskAudit;
import dev.waybill.desk.reconciliation.DeskProperties;
import dev.waybill.desk.reconciliation.LostMessagesWatch;
import dev.waybill.desk.reconciliation.Reconciliation;
import dev.waybill.desk.reconciliation.ReconciliationMetrics;
import dev.waybill.desk.reconciliation.ReconciliationSchedule;
import dev.waybill.desk.reconciliation.RepairLog;
import dev.waybill.desk.reconciliation.Repairs;
import dev.waybill.desk.reconciliation.Violations;
import dev.waybill.desk.view.DeskCheck;
import dev.waybill.desk.view.DeskFlow;
import dev.waybill.desk.view.DeskNews;
import dev.waybill.desk.view.DeskOrders;
import dev.waybill.desk.view.DeskProjection;
import dev.waybill.desk.view.DeskStock;
import dev.waybill.desk.view.Timeline;
import dev.waybill.platform.context.ConditionalOnContext;
import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.context.ContextRuntimeFactory;
import dev.waybill.platform.messaging.Questions;
import dev.waybill.platform.personal.PersonalFields;
import dev.waybill.platform.projection.ProjectionRunner;
import dev.waybill.platform.security.AccessRules;
import dev.waybill.platform.security.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.amqp.core.AnonymousQueue;
import org.springframework.amqp.core.Base64UrlNamingStrategy;
import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.Queue;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** The desk context: it decides nothing; it receives what all other contexts publish, and shows it joined. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnContext("desk")
@ComponentScan
@EnableConfigurationProperties(DeskProperties.class)
public class DeskContext {

    private static final String RUNTIME = "deskRuntime";
    private static final String VIEWS = "deskViews";
    private static final Role WAREHOUSE = new Role(RoleNames.WAREHOUSE);
    private static final String ANSWERS = "desk.answers";
    private static final List<String> PUBLISHERS = List.of("ecommerce", "order", "billing", "inventory", "shipping");

    @Bean
    ContextRuntime deskRuntime(ContextRuntimeFactory factory) {
        return factory.create(
                "desk",
                "desk",
                new PersonalFields(Map.of(
                        ShipTo.class, Set.of("name", "street", "city", "postalCode"),
                        OrderPlaced.class, Set.of("attributes"),
                        CheckedOut.class, Set.of("attributes"))));
    }

    @Bean
    ProjectionRunner deskViews(@Qualifier(RUNTIME) ContextRuntime runtime) {
        return runtime.project(new DeskProjection(runtime.jdbc()));
    }

    @Bean
    DeskOrders deskOrders(@Qualifier(RUNTIME) ContextRuntime runtime) {
        return new DeskOrders(runtime.jdbc());
    }

    @Bean
    DeskFlow deskFlow(@Qualifier(RUNTIME) ContextRuntime runtime) {
        return new DeskFlow(runtime.jdbc());
    }

    @Bean
    DeskStock deskStock(@Qualifier(RUNTIME) ContextRuntime runtime) {
        return new DeskStock(runtime.jdbc());
    }

    @Bean
    Timeline timeline(@Qualifier(RUNTIME) ContextRuntime runtime) {
        return new Timeline(runtime.messageLog());
    }

    @Bean
    DeskNews deskNews(
            @Qualifier(RUNTIME) ContextRuntime runtime, DeskOrders orders, @Qualifier(VIEWS) ProjectionRunner views) {
        return new DeskNews(runtime.log(), orders, views, runtime::live);
    }

    @Bean
    ContextPaths contextPaths(List<ContextRuntime> runtimes) {
        return ContextPaths.of(runtimes.stream().map(ContextRuntime::name).toList());
    }

    @Bean
    UnknownPage unknownPage() {
        return new UnknownPage();
    }

    @Bean
    DeskCheck deskCheck(@Qualifier(RUNTIME) ContextRuntime runtime) {
        return new DeskCheck(runtime.jdbc());
    }

    @Bean
    DeskAudit deskAudit(@Qualifier(RUNTIME) ContextRuntime runtime) {
        return new DeskAudit(runtime.jdbc());
    }

    @Bean
    AuditRequests auditRequests(@Qualifier(RUNTIME) ContextRuntime runtime, Questions questions) {
        return new AuditRequests(questions, runtime.clock());
    }

    @Bean
    Violations violations(@Qualifier(RUNTIME) ContextRuntime runtime) {
        return new Violations(runtime.jdbc(), runtime.transactions());
    }

    @Bean
    Reconciliation reconciliation(
            @Qualifier(RUNTIME) ContextRuntime runtime,
            AuditRequests requests,
            Violations violations,
            DeskProperties properties) {
        var watch = new LostMessagesWatch(runtime.jdbc(), runtime.transactions(), properties);
        return new Reconciliation(requests, violations, watch, runtime.jdbc(), properties);
    }

    @Bean
    Repairs repairs(
            @Qualifier(RUNTIME) ContextRuntime runtime,
            AuditRequests requests,
            @Qualifier(VIEWS) ProjectionRunner views) {
        return new Repairs(new RepairLog(runtime.jdbc()), requests, views);
    }

    @Bean
    ReconciliationMetrics reconciliationMetrics(@Qualifier(RUNTIME) ContextRuntime runtime, Violations violations) {
        return new ReconciliationMetrics(violations, runtime.jdbc());
    }

    /** Answers go to the process that sent the request, so each process has a queue of its own, which is deleted with it. */
    @Bean
    Queue deskAnswers() {
        return new AnonymousQueue(new Base64UrlNamingStrategy(Topology.answerQueues()));
    }

    @Bean
    Binding deskAnswersBinding(Queue deskAnswers) {
        return new Binding(deskAnswers.getName(), Binding.DestinationType.QUEUE, ANSWERS, "#", Map.of());
    }

    @Bean
    SmartInitializingSingleton deskStart(
            @Qualifier(RUNTIME) ContextRuntime runtime,
            Questions questions,
            Queue deskAnswers,
            AuditRequests requests,
            Reconciliation reconciliation,
            Repairs repairs,
            DeskProperties properties) {
        var schedule = new ReconciliationSchedule(runtime.jdbc(), reconciliation, repairs, properties);
        return () -> {
            PUBLISHERS.forEach(publisher -> runtime.subscribe(
                    new PublishedEventListener(publisher, runtime.messageLog(), runtime.personal()).subscription()));
            runtime.alongside(questions.subscribe(deskAnswers.getName(), ANSWERS, requests::accept));
            runtime.alongside(schedule.worker());
        };
    }

    @Bean
    AccessRules deskAccess() {
        return AccessRules.of(
                allow(HttpMethod.GET, "/api/reconciliation/**", Role.OPERATOR),
                allow(HttpMethod.POST, "/api/reconciliation/violations/*/repair", Role.OPERATOR),
                allow(HttpMethod.GET, "/api/desk/stock/**", Role.AGENT, WAREHOUSE, Role.OPERATOR),
                allow(HttpMethod.GET, "/api/desk/**", Role.AGENT, Role.OPERATOR),
                allow(HttpMethod.GET, "/orders/**", Role.AGENT, Role.OPERATOR),
                allow(HttpMethod.GET, "/flow", Role.OPERATOR),
                allow(HttpMethod.GET, "/shop", Role.CUSTOMER, Role.AGENT),
                allow(HttpMethod.GET, "/stock/**", Role.AGENT, WAREHOUSE, Role.OPERATOR));
    }
}
