package dev.waybill.contract.amounts;

import java.text.Normalizer;
import java.util.Locale;

/** How discount codes are compared: people type them in any case and paste them with blanks around them. */
public final class DiscountCode {

    private DiscountCode() {}

    /**
     * The form in which a code is stored, published and shown: in capitals, in Unicode's composed form (NFC), without blanks
     * and invisible characters at its ends. Codes with the same form are one code.
     */
    public static String canonical(String typed) {
        String upper = Normalizer.normalize(typed, Normalizer.Form.NFC).toUpperCase(Locale.ROOT);
        return trimmed(Normalizer.normalize(upper, Normalizer.Form.NFC));
    }

    private static String trimmed(String text) {
        int[] characters = text.codePoints().toArray();
        int from = 0;
        int to = characters.length;
        while (from < to && isBlank(characters[from])) {
            from++;
        }
        while (to > from && isBlank(characters[to - 1])) {
            to--;
        }
        return new String(characters, from, to - from);
    }

    private static boolean isBlank(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.getType(character) == Character.FORMAT;
    }
}
