package dev.waybill.platform.text;

/** Characters that show nothing: spaces of every kind, and what joins, directs or fills. */
public final class Blanks {

    private Blanks() {}

    /** Whether the text shows nothing; a mark without a letter shows nothing. */
    public static boolean isBlank(String text) {
        return text.codePoints().allMatch(character -> isSpace(character) || isMark(character));
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
