package dev.waybill.desk.page;

import dev.waybill.desk.view.DeskOrders;
import dev.waybill.desk.view.OrderFacts;
import dev.waybill.desk.view.Timeline;
import dev.waybill.platform.messaging.LoggedMessage;
import dev.waybill.platform.security.CurrentUser;
import dev.waybill.platform.security.Role;
import dev.waybill.platform.web.ProblemException;
import dev.waybill.platform.web.Times;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** One order: its position in the process, everything that was published about it, and the actions on it. */
@Controller
class OrderPage {

    private final DeskOrders orders;
    private final Timeline timeline;

    OrderPage(DeskOrders orders, Timeline timeline) {
        this.orders = orders;
        this.timeline = timeline;
    }

    /**
     * The page of an order.
     *
     * @param asOf the past instant whose facts and diagram are shown; empty for now
     */
    @GetMapping("/orders/{id}")
    String show(@PathVariable String id, @RequestParam(defaultValue = "") String asOf, CurrentUser user, Model model) {
        OrderFacts facts = orders.find(id).orElseThrow(() -> ProblemException.notFound("order " + id + " at the desk"));
        List<LoggedMessage> messages = timeline.of(facts);
        Instant then = asOf.isEmpty() ? null : instant(asOf);
        var order = OrderView.of(facts);
        model.addAttribute("order", order);
        model.addAttribute("asOf", then);
        model.addAttribute("then", then == null ? order : OrderView.of(Timeline.until(then, id, messages)));
        model.addAttribute(
                "entries", messages.reversed().stream().map(EntryView::of).toList());
        model.addAttribute("actions", ActionView.ALL);
        model.addAttribute("acts", user.roles().contains(Role.AGENT));
        return "order";
    }

    private static Instant instant(String asOf) {
        return Times.instant(
                asOf, () -> ProblemException.invalid("asOf", "must be an instant like 2026-01-31T12:00:00Z"));
    }
}
