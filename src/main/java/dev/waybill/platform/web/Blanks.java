package dev.waybill.platform.web;

/** Characters that show nothing: spaces of every kind, and what joins, directs or fills. */
final class Blanks {

    private Blanks() {}

    /** Whether the text shows nothing; marks show nothing without a letter to be on. */
    static boolean isBlank(String text) {
        return text.codePoints().allMatch(character -> isSpace(character) || isMark(character));
    }

    /** The text without blanks at its ends. */
    static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.codePointAt(from))) {
            from += Character.charCount(text.codePointAt(from));
        }
        while (from < to && isSpace(text.codePointBefore(to))) {
            to -= Character.charCount(text.codePointBefore(to));
        }
        return text.substring(from, to);
    }

    private static boolean isSpace(int character) {
        return Character.isWhitespace(character)
                || switch (Character.getType(character)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SPACE_SEPARATOR,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.UNASSIGNED -> true;
                    default -> isFiller(character);
                };
    }

    private static boolean isMark(int character) {
        int type = Character.getType(character);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    /** Letters and symbols that are blank by their names, such as the filler of Hangul and the empty pattern of Braille. */
    private static boolean isFiller(int character) {
        String name = character < 0x80 ? "" : String.valueOf(Character.getName(character));
        return name.endsWith(" FILLER") || name.endsWith(" PATTERN BLANK");
    }
}
