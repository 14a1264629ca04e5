package dev.waybill.desk.page;

import dev.waybill.contract.Money;
import org.jspecify.annotations.Nullable;

/** Money as pages show it: thousands are separated by commas, as in {@code 1,234.50 EUR}. */
public final class Figures {

    /** The amount with its currency; a dash for null. */
    public String money(@Nullable Money money) {
        return money == null ? "–" : text(money.amount(), money.currency());
    }

    /** The amount without its currency, for tables. */
    public String amount(Money money) {
        return grouped(money.amount());
    }

    static String text(String amount, String currency) {
        return grouped(amount) + " " + currency;
    }

    private static String grouped(String amount) {
        int point = amount.indexOf('.');
        String whole = point < 0 ? amount : amount.substring(0, point);
        return whole.replaceAll("\\B(?=(\\d{3})+$)", ",") + amount.substring(whole.length());
    }
}
