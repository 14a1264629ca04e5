package dev.waybill.platform.messaging;

/** Checks and shortens texts from any source, so that PostgreSQL, logs and pages can hold them. */
final class Texts {

    private Texts() {}

    /** Whether a text can be stored as it is: without a NUL and without half a surrogate pair. */
    static boolean isStorable(String text) {
        return isClean(text, false);
    }

    /** Whether a text is fit for a name: storable, on one line, without control characters. */
    static boolean isName(String text) {
        return isClean(text, true);
    }

    /** Without a stream: each text of each message is looked at. */
    private static boolean isClean(String text, boolean noControls) {
        for (int at = 0; at < text.length(); at++) {
            char unit = text.charAt(at);
            if (unit == 0 || noControls && Character.isISOControl(unit)) {
                return false;
            }
            if (Character.isSurrogate(unit)) {
                if (!isPair(text, at)) {
                    return false;
                }
                at++;
            }
        }
        return true;
    }

    private static boolean isPair(String text, int at) {
        return at + 1 < text.length() && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
    }

    /** The beginning of a text, not cut in the middle of a surrogate pair. */
    static String beginning(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    /** As much of a text as that, with a space for what is not fit for a name. */
    static String shown(String text, int length) {
        String beginning = beginning(text, length);
        return isName(beginning) ? beginning : withoutControls(beginning);
    }

    private static String withoutControls(String text) {
        return text.codePoints()
                .map(character -> Character.isISOControl(character) || isSurrogate(character) ? ' ' : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isSurrogate(int character) {
        return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    }
}
