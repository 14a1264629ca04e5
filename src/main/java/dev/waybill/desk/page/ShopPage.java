package dev.waybill.desk.page;

import dev.waybill.platform.security.CurrentUser;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** A small shop: products, a cart, checkout and the customer's orders, all through the public API as any shop would use it. */
@Controller
class ShopPage {

    /** A payment method of the sandbox provider, and its behaviour. */
    record TestCard(String method, String behaviour) {}

    private static final List<TestCard> CARDS = List.of(
            new TestCard("pm_card_visa", "is accepted"),
            new TestCard("pm_card_chargeDeclined", "is declined"),
            new TestCard("pm_card_chargeDeclinedInsufficientFunds", "is declined for insufficient funds"),
            new TestCard("pm_sandbox_outage", "is accepted after two timeouts"),
            new TestCard("pm_sandbox_captureDeclined", "is authorized, but its capture is declined"));
    private static final List<String> COUNTRIES = List.of("DE", "AT", "FR", "NL", "GB", "US");

    @GetMapping("/shop")
    String show(CurrentUser user, Model model) {
        model.addAttribute("cards", CARDS);
        model.addAttribute("countries", COUNTRIES);
        model.addAttribute("customer", user.seesOwnOnly() ? user.name() : "ada");
        model.addAttribute("forOthers", !user.seesOwnOnly());
        return "shop";
    }
}
