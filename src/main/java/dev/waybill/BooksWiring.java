package dev.waybill;

import dev.waybill.contract.Topology;
import dev.waybill.platform.books.BookKeeper;
import dev.waybill.platform.books.Books;
import dev.waybill.platform.context.SelfCheck;
import dev.waybill.platform.messaging.Questions;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets each context of this process answer desk's questions, which it hears in a queue of its own. */
@Configuration(proxyBeanMethods = false)
class BooksWiring {

    private static final String QUESTIONS = "desk.questions";

    @Bean
    SmartInitializingSingleton booksAnswers(
            List<BookKeeper> keepers, ObjectProvider<SelfCheck> checks, Questions questions) {
        return () -> keepers.forEach(keeper -> {
            var answers =
                    new BooksAnswers(keeper, new Books(keeper, checks.stream().toList()), questions);
            Topology.QUEUES.stream()
                    .filter(queue -> queue.exchange().equals(QUESTIONS))
                    .filter(queue -> queue.context().equals(keeper.parts().name()))
                    .forEach(queue ->
                            keeper.parts().alongside(questions.hear(queue.name(), QUESTIONS, answers::answer)));
        });
    }
}
