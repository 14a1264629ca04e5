package dev.waybill.contract;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An amount of money as it travels in JSON: a plain decimal with the currency's digits, and an ISO 4217 code. Inside the
 * contexts money is a whole number of minor units (cents).
 */
public record Money(String amount, String currency) {

    private static final int UNITLESS = -1;

    private static final Map<String, Integer> KNOWN = Currency.getAvailableCurrencies().stream()
            .collect(Collectors.toUnmodifiableMap(Currency::getCurrencyCode, Currency::getDefaultFractionDigits));

    /**
     * Refuses anything but a plain decimal with exactly the digits of a known currency that money comes in, which gold and
     * test codes are not. Messages begin with the component that is wrong.
     */
    public Money {
        present("amount", amount);
        present("currency", currency);
        int digits = digits(currency);
        String pattern = digits == 0 ? "-?\\d{1,13}" : "-?\\d{1,13}\\.\\d{" + digits + "}";
        if (!amount.matches(pattern)) {
            throw new IllegalArgumentException("amount must be a decimal with " + digits
                    + " digits after the point, like \"" + example(digits) + "\"");
        }
    }

    /** The money that so many minor units of the currency make. */
    public static Money ofMinor(long minor, String currency) {
        int digits = digits(currency);
        return new Money(BigDecimal.valueOf(minor, digits).toPlainString(), currency);
    }

    /** This amount in minor units of its currency. */
    public long minor() {
        return new BigDecimal(amount)
                .setScale(digits(currency), RoundingMode.UNNECESSARY)
                .unscaledValue()
                .longValueExact();
    }

    /** JSON may lack what the types of this code promise. */
    private static void present(String component, @Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException(component + " is missing");
        }
    }

    private static int digits(String code) {
        int digits = KNOWN.getOrDefault(code, UNITLESS);
        if (digits == UNITLESS) {
            throw new NoSuchElementException(
                    "currency must be the ISO 4217 code of a currency that people pay with, like \"EUR\"");
        }
        return digits;
    }

    private static String example(int digits) {
        return digits == 0 ? "119" : "119." + "0".repeat(digits);
    }
}
