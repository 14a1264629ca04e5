package dev.waybill.contract;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * An amount of money as it travels in JSON: a plain decimal with the currency's digits, and an ISO 4217 code. Inside the
 * contexts money is a whole number of minor units (cents).
 */
public record Money(String amount, String currency) {

    /** Refuses anything but a plain decimal with exactly the digits of a known currency. */
    public Money {
        int digits = currencyOf(currency).getDefaultFractionDigits();
        String pattern = digits == 0 ? "-?\\d{1,13}" : "-?\\d{1,13}\\.\\d{" + digits + "}";
        if (!amount.matches(pattern)) {
            throw new IllegalArgumentException("amount must be a decimal with " + digits
                    + " digits after the point, like \"" + example(digits) + "\", but was \"" + amount + "\"");
        }
    }

    /** The money that so many minor units of the currency make. */
    public static Money ofMinor(long minor, String currency) {
        int digits = currencyOf(currency).getDefaultFractionDigits();
        return new Money(BigDecimal.valueOf(minor, digits).toPlainString(), currency);
    }

    /** This amount in minor units of its currency. */
    public long minor() {
        return new BigDecimal(amount)
                .setScale(currencyOf(currency).getDefaultFractionDigits(), RoundingMode.UNNECESSARY)
                .unscaledValue()
                .longValueExact();
    }

    private static Currency currencyOf(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "currency must be an ISO 4217 code like \"EUR\", but was \"" + code + "\"", e);
        }
    }

    private static String example(int digits) {
        return digits == 0 ? "119" : "119." + "0".repeat(digits);
    }
}
