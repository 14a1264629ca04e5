package dev.waybill.platform.text;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * How ids of customers and references are compared: composed (NFC) and without blanks at the ends, so that two that read the
 * same are the same. The text itself is stored unchanged, beside or instead of this form. The databases have the same
 * function, {@code comparable_text}.
 */
public final class ComparableText {

    /** Spaces, control characters, and what joins, directs or fills; a list of its own, as a database has none. */
    private static final String BLANK = "["
            + "\\u0001-\\u0020\\u007f-\\u00a0\\u00ad\\u061c\\u115f\\u1160\\u1680\\u180e"
            + "\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u2800\\u3000\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb"
            + "\\x{e0001}\\x{e0020}-\\x{e007f}]";

    private static final Pattern ENDS = Pattern.compile("^" + BLANK + "+|" + BLANK + "+\\z");

    private ComparableText() {}

    /** The text as it is compared with others. */
    public static String of(String text) {
        return withoutBlankEnds(Normalizer.normalize(text, Normalizer.Form.NFC));
    }

    /** Whether two texts are compared as the same. */
    public static boolean same(String one, String other) {
        return of(one).equals(of(other));
    }

    /** Whether the text begins or ends with invisible characters. */
    public static boolean hasBlankEnds(String text) {
        return !withoutBlankEnds(text).equals(text);
    }

    private static String withoutBlankEnds(String text) {
        return ENDS.matcher(text).replaceAll("");
    }
}
