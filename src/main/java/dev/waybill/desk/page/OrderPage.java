package dev.waybill.desk.page;

import dev.waybill.desk.view.DeskOrders;
import dev.waybill.desk.view.OrderFacts;
import dev.waybill.desk.view.Timeline;
import dev.waybill.platform.security.CurrentUser;
import dev.waybill.platform.security.Role;
import dev.waybill.platform.web.ProblemException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** One order: where it is in its process, all that was told of it, and what can be done with it now. */
@Controller
class OrderPage {

    private final DeskOrders orders;
    private final Timeline timeline;

    OrderPage(DeskOrders orders, Timeline timeline) {
        this.orders = orders;
        this.timeline = timeline;
    }

    @GetMapping("/orders/{id}")
    String show(@PathVariable String id, CurrentUser user, Model model) {
        OrderFacts facts = orders.find(id)
                .orElseThrow(() -> ProblemException.notFound("order " + id + " that the desk has heard of"));
        var order = OrderView.of(facts);
        model.addAttribute("order", order);
        model.addAttribute(
                "entries",
                timeline.of(facts).reversed().stream().map(EntryView::of).toList());
        model.addAttribute(
                "actions", user.roles().contains(Role.AGENT) ? ActionView.of(order) : ActionView.notAllowed());
        return "order";
    }
}
