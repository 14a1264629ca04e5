package dev.waybill;

import dev.waybill.contract.topology.Topology;
import dev.waybill.platform.audit.AuditedContext;
import dev.waybill.platform.audit.ContextAudit;
import dev.waybill.platform.audit.SelfCheck;
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
    SmartInitializingSingleton booksAnswers(
            List<AuditedContext> keepers, ObjectProvider<SelfCheck> checks, Questions questions) {
        return () -> keepers.forEach(keeper -> {
            var answers = new AuditAnswers(
                    keeper, new ContextAudit(keeper, checks.stream().toList()), questions);
            Topology.QUEUES.stream()
                    .filter(queue -> queue.exchange().equals(QUESTIONS))
                    .filter(queue -> queue.context().equals(keeper.parts().name()))
                    .forEach(queue ->
                            keeper.parts().alongside(questions.hear(queue.name(), QUESTIONS, answers::answer)));
        });
    }
}
