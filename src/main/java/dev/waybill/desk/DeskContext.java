package dev.waybill.desk;

import static dev.waybill.platform.security.AccessRule.allow;

import dev.waybill.contract.RoleNames;
import dev.waybill.contract.ShipTo;
import dev.waybill.contract.ecommerce.EcommerceEvent.CheckedOut;
import dev.waybill.contract.order.OrderEvent.OrderPlaced;
import dev.waybill.contract.topology.Topology;
import dev.waybill.desk.messaging.PublishedEventListener;
import dev.waybill.desk.reconciliation.AskedBooks;
import dev.waybill.desk.reconciliation.ReconciliationSchedule;
import dev.waybill.platform.context.ConditionalOnContext;
import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.context.ContextRuntimeFactory;
import dev.waybill.platform.messaging.Questions;
import dev.waybill.platform.personal.PersonalFields;
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

/** The desk context: it decides nothing; it hears what all others publish, and shows it joined. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnContext("desk")
@ComponentScan
@EnableConfigurationProperties(DeskProperties.class)
public class DeskContext {

    private static final Role WAREHOUSE = new Role(RoleNames.WAREHOUSE);
    private static final String ANSWERS = "desk.answers";
    private static final List<String> PUBLISHERS = List.of("ecommerce", "order", "billing", "inventory", "shipping");

    @Bean
    ContextRuntime deskParts(ContextRuntimeFactory factory) {
        return factory.create(
                "desk",
                "desk",
                new PersonalFields(Map.of(
                        ShipTo.class, Set.of("name", "street", "city", "postalCode"),
                        OrderPlaced.class, Set.of("attributes"),
                        CheckedOut.class, Set.of("attributes"))));
    }

    @Bean
    SmartInitializingSingleton deskListeners(@Qualifier("deskParts") ContextRuntime parts) {
        return () -> PUBLISHERS.forEach(publisher -> parts.subscribe(
                new PublishedEventListener(publisher, parts.messageLog(), parts.personal()).subscription()));
    }

    /** Answers go to whichever process asked, so each has a queue of its own, which goes with it. */
    @Bean
    Queue deskAnswers() {
        return new AnonymousQueue(new Base64UrlNamingStrategy(Topology.answerQueues()));
    }

    @Bean
    Binding deskAnswersBinding(Queue deskAnswers) {
        return new Binding(deskAnswers.getName(), Binding.DestinationType.QUEUE, ANSWERS, "#", Map.of());
    }

    @Bean
    SmartInitializingSingleton reconciliationStart(
            @Qualifier("deskParts") ContextRuntime parts,
            Questions questions,
            Queue deskAnswers,
            AskedBooks asked,
            ReconciliationSchedule schedule) {
        return () -> {
            parts.alongside(questions.hear(deskAnswers.getName(), ANSWERS, asked::heard));
            parts.alongside(schedule.thread());
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
