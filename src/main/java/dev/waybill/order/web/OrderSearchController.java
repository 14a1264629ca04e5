package dev.waybill.order.web;

import dev.waybill.order.application.Orders;
import dev.waybill.order.domain.OrderStatus;
import dev.waybill.order.view.OrderSearch;
import dev.waybill.platform.security.CurrentUser;
import dev.waybill.platform.web.Cursors;
import dev.waybill.platform.web.Page;
import dev.waybill.platform.web.Text;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Finds orders. */
@RestController
class OrderSearchController {

    private static final String LIST = "/api/orders";
    private static final String LIMIT = "must be 1 to 200";

    private final OrderSearch search;
    private final Orders orders;
    private final Cursors cursors;

    OrderSearchController(OrderSearch search, Orders orders, Cursors cursors) {
        this.search = search;
        this.orders = orders;
        this.cursors = cursors;
    }

    @GetMapping(LIST)
    Page<OrderJson> find(
            @RequestParam(required = false) @Nullable OrderStatus status,
            @RequestParam(required = false) @Text(optional = true) @Nullable String customerId,
            @RequestParam(required = false) @Text(optional = true) @Nullable String sku,
            @RequestParam(required = false) @Text(optional = true) @Nullable String reference,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = LIMIT) @Max(value = 200, message = LIMIT)
                    int limit,
            @RequestParam(required = false) @Nullable String after,
            CurrentUser user) {
        var found = search.find(new OrderSearch.Query(
                user.visibleOwners(),
                status == null ? null : status.name(),
                customerId,
                sku,
                reference,
                after == null ? null : Long.valueOf(cursors.read(LIST, after)),
                limit + 1));
        List<OrderJson> items =
                orders
                        .findAll(found.stream()
                                .limit(limit)
                                .map(OrderSearch.Found::orderId)
                                .toList())
                        .stream()
                        .map(order -> OrderJson.of(order, user))
                        .toList();
        String next = found.size() > limit
                ? cursors.write(LIST, String.valueOf(found.get(limit - 1).number()))
                : null;
        return new Page<>(items, next);
    }
}
