package dev.waybill.platform.messaging;

/** Checks and shortens texts from any source, so that PostgreSQL, logs and pages can hold them. */
final class Texts {

    private Texts() {}

    /** Whether a text can be stored as it is: without a NUL and without half a surrogate pair. */
    static boolean isStorable(String text) {
        return text.codePoints().noneMatch(character -> character == 0 || isSurrogate(character));
    }

    /** Whether a text is fit for a name: storable, on one line, without control characters. */
    static boolean isName(String text) {
        return text.codePoints().noneMatch(character -> Character.isISOControl(character) || isSurrogate(character));
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
        return beginning(text, length)
                .codePoints()
                .map(character -> Character.isISOControl(character) || isSurrogate(character) ? ' ' : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isSurrogate(int character) {
        return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    }
}
