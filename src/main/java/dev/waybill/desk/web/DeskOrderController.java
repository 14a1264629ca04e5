package dev.waybill.desk.web;

import dev.waybill.desk.view.DeskFlow;
import dev.waybill.desk.view.DeskOrders;
import dev.waybill.desk.view.DeskOrders.After;
import dev.waybill.desk.view.DeskOrders.Term;
import dev.waybill.desk.view.OrderFacts;
import dev.waybill.desk.view.Status;
import dev.waybill.desk.view.Timeline;
import dev.waybill.platform.web.Cursors;
import dev.waybill.platform.web.Page;
import dev.waybill.platform.web.ProblemException;
import dev.waybill.platform.web.Text;
import dev.waybill.platform.web.Times;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Orders as the desk sees them: searched, counted by status, unmoved for some time, and each with all messages about it. */
@RestController
@RequestMapping("/api/desk")
class DeskOrderController {

    private static final String LIST = "/api/desk/orders";
    private static final String LIMIT = "must be 1 to 200";

    private final DeskOrders orders;
    private final DeskFlow flow;
    private final Timeline timeline;
    private final Clock clock;
    private final Cursors cursors;

    DeskOrderController(DeskOrders orders, DeskFlow flow, Timeline timeline, Clock clock, Cursors cursors) {
        this.orders = orders;
        this.flow = flow;
        this.timeline = timeline;
        this.clock = clock;
        this.cursors = cursors;
    }

    @GetMapping("/orders")
    Page<DeskOrderJson> find(
            @RequestParam(required = false) @Nullable Status status,
            @RequestParam(required = false) @Text(optional = true) @Nullable String customerId,
            @RequestParam(required = false) @Text(optional = true) @Nullable String sku,
            @RequestParam(required = false) @Text(optional = true) @Nullable String reference,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = LIMIT) @Max(value = 200, message = LIMIT)
                    int limit,
            @RequestParam(required = false) @Nullable String after) {
        Map<Term, String> terms = new EnumMap<>(Term.class);
        if (customerId != null) {
            terms.put(Term.CUSTOMER, customerId);
        }
        if (sku != null) {
            terms.put(Term.SKU, sku);
        }
        if (reference != null) {
            terms.put(Term.REFERENCE, reference);
        }
        var query =
                new DeskOrders.Query(status, terms, null, null, null, after == null ? null : after(after), limit + 1);
        List<OrderFacts> found = orders.find(query);
        List<OrderFacts> page = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(
                page.stream().map(DeskOrderJson::of).toList(),
                found.size() > limit
                        ? cursors.write(LIST, After.behind(page.getLast()).toString())
                        : null);
    }

    @GetMapping("/orders/{id}")
    DeskOrderJson get(@PathVariable String id) {
        return orders.find(id)
                .map(facts -> DeskOrderJson.of(facts, timeline.of(facts)))
                .orElseThrow(() -> ProblemException.notFound("order " + id + " at the desk"));
    }

    /** How many orders are in each status. */
    @GetMapping("/statuses")
    Map<Status, Long> statuses() {
        return flow.counts();
    }

    /** Orders that have not moved for longer than a duration, the longest first; by default a minute. */
    @GetMapping("/standing")
    List<DeskOrderJson> standing(
            @RequestParam(defaultValue = "PT1M") String longerThan,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = LIMIT) @Max(value = 200, message = LIMIT)
                    int limit) {
        return orders.standingSince(clock.instant().minus(Times.duration("longerThan", longerThan)), limit).stream()
                .map(DeskOrderJson::of)
                .toList();
    }

    private After after(String cursor) {
        return After.parse(cursors.read(LIST, cursor)).orElseThrow();
    }
}
