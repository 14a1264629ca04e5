package dev.waybill.platform.web;

import java.util.regex.Pattern;

/**
 * Numbers of trade goods and deliveries by GS1: GTIN (13 or 14 digits), shipment (17) and logistic unit (SSCC, 18). One in
 * ten of them passes a card number's check by chance; their own check digit distinguishes them.
 */
final class Gs1Keys {

    private static final Pattern DIGITS = Pattern.compile("\\d{13}|\\d{14}|\\d{17}|\\d{18}");

    private Gs1Keys() {}

    /** Whether the whole text is such a number with its right check digit. */
    static boolean isOne(CharSequence text) {
        if (!DIGITS.matcher(text).matches()) {
            return false;
        }
        int sum = 0;
        for (int n = 0; n < text.length(); n++) {
            sum += (text.charAt(text.length() - 1 - n) - '0') * (n % 2 == 0 ? 1 : 3);
        }
        return sum % 10 == 0;
    }
}
