package dev.waybill.desk.page;

import dev.waybill.contract.Item;
import dev.waybill.contract.RoleNames;
import dev.waybill.desk.view.DeskOrders;
import dev.waybill.desk.view.DeskStock;
import dev.waybill.desk.view.OrderFacts;
import dev.waybill.platform.security.CurrentUser;
import dev.waybill.platform.security.Role;
import dev.waybill.platform.web.Cursors;
import dev.waybill.platform.web.ProblemException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The stock of every SKU, and of one SKU with the queue of orders that wait for it, where pieces are received. */
@Controller
class StockPage {

    private static final String LIST = "/stock";
    private static final int ROWS = 100;
    private static final int QUEUE = 200;

    /**
     * An order in the queue.
     *
     * @param customer null for users who may not see orders, such as those of the warehouse
     * @param needs the pieces of the SKU that the order lacks
     * @param why the reason for its place, in words
     */
    record WaitingView(
            String orderId,
            @Nullable String customer,
            @Nullable Long place,
            long needs,
            Instant since,
            @Nullable Instant until,
            String why) {

        /** The beginning of the order's id, which distinguishes orders on a page. */
        public String shortId() {
            return OrderView.shortId(orderId);
        }
    }

    private final DeskStock stock;
    private final DeskOrders orders;
    private final Cursors cursors;

    StockPage(DeskStock stock, DeskOrders orders, Cursors cursors) {
        this.stock = stock;
        this.orders = orders;
        this.cursors = cursors;
    }

    @GetMapping(LIST)
    String all(
            @RequestParam(defaultValue = "") @Searched String q,
            @RequestParam(defaultValue = "") String after,
            Model model) {
        List<DeskStock.Sku> found = q.isBlank()
                ? stock.after(after.isEmpty() ? "" : cursors.read(LIST, after), ROWS + 1)
                : stock.find(q.strip()).stream().toList();
        List<DeskStock.Sku> page = found.subList(0, Math.min(ROWS, found.size()));
        model.addAttribute("q", q.strip());
        model.addAttribute("after", after);
        model.addAttribute("stock", page);
        model.addAttribute(
                "next", found.size() > ROWS ? cursors.write(LIST, page.getLast().sku()) : null);
        return "stock";
    }

    @GetMapping("/stock/{sku}")
    String one(@PathVariable String sku, CurrentUser user, Model model) {
        DeskStock.Sku item =
                stock.find(sku).orElseThrow(() -> ProblemException.notFound("SKU " + sku + " at the desk"));
        model.addAttribute("item", item);
        List<WaitingView> queue = queue(item, user);
        model.addAttribute("queue", queue);
        model.addAttribute("more", queue.size() == QUEUE);
        model.addAttribute("receives", user.roles().contains(new Role(RoleNames.WAREHOUSE)));
        return "sku";
    }

    private List<WaitingView> queue(DeskStock.Sku item, CurrentUser user) {
        List<OrderFacts> waiting = orders.queueFor(item.sku(), QUEUE);
        return waiting.stream()
                .map(facts -> {
                    List<Item> missing = facts.stock().missing();
                    long needs = missing.stream()
                            .filter(lacking -> lacking.sku().equals(item.sku()))
                            .mapToLong(Item::quantity)
                            .sum();
                    var standing = facts.standing();
                    return new WaitingView(
                            facts.orderId(),
                            user.seesOwnOnly() ? null : OrderView.of(facts).customer(),
                            standing.place(),
                            needs,
                            standing.since(),
                            standing.until(),
                            why(facts == waiting.getFirst(), item, missing));
                })
                .toList();
    }

    private static String why(boolean next, DeskStock.Sku item, List<Item> missing) {
        List<String> others = missing.stream()
                .map(Item::sku)
                .filter(sku -> !sku.equals(item.sku()))
                .toList();
        String first = next ? "Next: it has waited the longest." : "It receives what the orders before it do not need.";
        return others.isEmpty() ? first : first + " It also lacks " + String.join(", ", others) + ".";
    }
}
