package dev.waybill.desk.page;

import dev.waybill.contract.RoleNames;
import dev.waybill.desk.view.DeskFlow;
import dev.waybill.desk.view.DeskOrders;
import dev.waybill.desk.view.DeskOrders.After;
import dev.waybill.desk.view.OrderFacts;
import dev.waybill.desk.view.Status;
import dev.waybill.platform.security.CurrentUser;
import dev.waybill.platform.security.Role;
import dev.waybill.platform.web.Cursors;
import dev.waybill.platform.web.ProblemException;
import dev.waybill.platform.web.Times;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** All orders, newest first, or those that match a search; the address holds the whole view. */
@Controller
class OrderListPage {

    private static final String LIST = "/orders";
    private static final int ROWS = 50;

    /** The choices for how long an order has been in its status. */
    private static final List<Duration> STANDING = List.of(
            Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(7));

    /** The choices for how long ago an order was placed. */
    private static final List<Age> AGES = List.of(
            new Age(true, Duration.ofHours(1)),
            new Age(true, Duration.ofDays(1)),
            new Age(true, Duration.ofDays(7)),
            new Age(false, Duration.ofHours(1)),
            new Age(false, Duration.ofDays(1)),
            new Age(false, Duration.ofDays(7)));

    /** Placed less than a duration ago, or longer ago; in an address like {@code under-PT1H}. */
    record Age(boolean under, Duration length) {

        static @Nullable Age of(String text) {
            if (text.isEmpty()) {
                return null;
            }
            if (!text.matches("(under|over)-.+")) {
                throw ProblemException.invalid("age", "must be like under-PT1H or over-P2D");
            }
            return new Age(text.startsWith("under"), Times.duration("age", text.substring(text.indexOf('-') + 1)));
        }

        @Override
        public String toString() {
            return (under ? "under-" : "over-") + length;
        }
    }

    /** What is searched for; null accepts anything. */
    record Search(
            @Nullable Status status,
            @Nullable String q,
            @Nullable Age age,
            @Nullable Duration standing,
            @Nullable String after) {

        /** Whether the search restricts anything. */
        public boolean isRestricted() {
            return status != null || q != null || age != null || standing != null;
        }

        /** The address of the same view with another status, or with all statuses. */
        public String to(@Nullable Status other) {
            return new Search(other, q, age, standing, null).address();
        }

        /** The address of the page of this view that follows a cursor. */
        String from(String cursor) {
            return new Search(status, q, age, standing, cursor).address();
        }

        /** The address of this view. */
        public String address() {
            var address = UriComponentsBuilder.fromPath("/orders");
            if (status != null) {
                address.queryParam("status", status);
            }
            if (q != null) {
                address.queryParam("q", "{q}");
            }
            if (age != null) {
                address.queryParam("age", age);
            }
            if (standing != null) {
                address.queryParam("standing", standing);
            }
            if (after != null) {
                address.queryParam("after", after);
            }
            return (q == null ? address.build() : address.encode().buildAndExpand(q)).toUriString();
        }
    }

    private final DeskOrders orders;
    private final DeskFlow flow;
    private final Clock clock;
    private final Cursors cursors;

    OrderListPage(DeskOrders orders, DeskFlow flow, Clock clock, Cursors cursors) {
        this.orders = orders;
        this.flow = flow;
        this.clock = clock;
        this.cursors = cursors;
    }

    @GetMapping("/")
    String home(CurrentUser user) {
        if (!user.seesOwnOnly()) {
            return "redirect:/orders";
        }
        return user.roles().contains(new Role(RoleNames.WAREHOUSE)) ? "redirect:/stock" : "redirect:/shop";
    }

    @GetMapping(LIST)
    String show(
            @RequestParam(required = false) @Nullable Status status,
            @RequestParam(defaultValue = "") @Searched String q,
            @RequestParam(defaultValue = "") String age,
            @RequestParam(defaultValue = "") String standing,
            @RequestParam(required = false) @Nullable String after,
            Model model) {
        var search = new Search(
                status,
                q.isBlank() ? null : q.strip(),
                Age.of(age),
                standing.isEmpty() ? null : Times.duration("standing", standing),
                after);
        List<OrderFacts> found = find(search);
        List<OrderFacts> page = found.subList(0, Math.min(ROWS, found.size()));
        model.addAttribute("search", search);
        model.addAttribute("counts", counts());
        model.addAttribute("ages", AGES);
        model.addAttribute("choices", STANDING);
        model.addAttribute("orders", page.stream().map(OrderView::of).toList());
        model.addAttribute(
                "next",
                found.size() > ROWS
                        ? search.from(
                                cursors.write(LIST, After.behind(page.getLast()).toString()))
                        : null);
        return "orders";
    }

    /** Orders in a status, and how many reached it recently. */
    record CountView(Status status, long orders, Sparkline recent) {}

    private List<CountView> counts() {
        Map<Status, long[]> arrivals = flow.arrivals(Sparkline.MINUTES);
        return flow.counts().entrySet().stream()
                .map(count ->
                        new CountView(count.getKey(), count.getValue(), Sparkline.of(arrivals.get(count.getKey()))))
                .toList();
    }

    private List<OrderFacts> find(Search search) {
        Instant now = clock.instant();
        Age age = search.age();
        var query = new DeskOrders.Query(
                search.status(),
                Map.of(),
                age != null && age.under() ? now.minus(age.length()) : null,
                age != null && !age.under() ? now.minus(age.length()) : null,
                search.standing() == null ? null : now.minus(search.standing()),
                after(search.after()),
                ROWS + 1);
        return search.q() == null ? orders.find(query) : orders.findByAny(search.q(), query);
    }

    private @Nullable After after(@Nullable String cursor) {
        return cursor == null ? null : After.parse(cursors.read(LIST, cursor)).orElseThrow();
    }
}
