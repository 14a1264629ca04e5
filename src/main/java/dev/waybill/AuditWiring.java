package dev.waybill;

import dev.waybill.contract.topology.Topology;
import dev.waybill.platform.audit.AuditedContext;
import dev.waybill.platform.audit.SelfCheck;
import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.messaging.Questions;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets each context of this process answer desk's questions, which it receives in a queue of its own. */
@Configuration(proxyBeanMethods = false)
class AuditWiring {

    private static final String QUESTIONS = "desk.questions";

    @Bean
    SmartInitializingSingleton auditAnswers(
            List<ContextRuntime> contexts,
            List<AuditedContext> audited,
            ObjectProvider<SelfCheck> checks,
            Questions questions) {
        return () -> audited.forEach(one -> contexts.stream()
                .filter(context -> context.name().equals(one.context()))
                .forEach(context -> answer(context, one, checks.stream().toList(), questions)));
    }

    private static void answer(
            ContextRuntime context, AuditedContext audited, List<SelfCheck> checks, Questions questions) {
        var answers = new AuditAnswers(context, audited, checks, questions);
        Topology.QUEUES.stream()
                .filter(queue -> queue.exchange().equals(QUESTIONS))
                .filter(queue -> queue.context().equals(context.name()))
                .forEach(queue -> context.alongside(questions.subscribe(queue.name(), QUESTIONS, answers::answer)));
    }
}
