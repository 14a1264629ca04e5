package dev.waybill.platform.web;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds what looks like a payment card number in free text: 13 to 19 decimal digits of any script whose check digit (Luhn)
 * is right, however they are separated. Nothing of the product may hold one (PCI DSS 3), so requests with one are refused.
 */
public final class CardNumbers {

    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;

    /** UUIDs and hexadecimal digests hold long runs of decimal digits by chance. */
    private static final Pattern HEXADECIMAL = Pattern.compile(
            "(?<![0-9A-Za-z])(?:\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}|(?=\\d*[A-Fa-f])\\p{XDigit}{32,})"
                    + "(?![0-9A-Za-z])");

    /** Prefixes and lengths of the card schemes, to find a number among other digits, such as the expiry date behind it. */
    private static final Pattern OF_A_SCHEME = Pattern.compile("4\\d{15}|4\\d{18}|5[1-5]\\d{14}|(?:222[1-9]|22[3-9]\\d"
            + "|2[3-6]\\d\\d|27[01]\\d|2720)\\d{12}|3[47]\\d{13}|3(?:0[0-5]|[689]\\d)\\d{11}|35(?:2[89]|[3-8]\\d)\\d{12}"
            + "|6(?:011|4[4-9]\\d|5\\d\\d)\\d{12}|6[02]\\d{14}|6[02]\\d{17}");

    /** Punctuation that people put between the digits of one number, a card's or another. */
    private static final String SEPARATORS = ".,·•‧∙_/\\|'’*+−";

    private static final String MASK = "[card number]";

    /** Digits that stand together, and where they are in the text. */
    private record Group(String digits, int start, int end) {}

    private CardNumbers() {}

    /** Whether the text holds what looks like a card number. */
    public static boolean isIn(CharSequence text) {
        return hasDigits(text) && find(normalized(text)).isPresent();
    }

    /** Whether there are enough of them, which in most texts there are not; others than ASCII may be digits in disguise. */
    private static boolean hasDigits(CharSequence text) {
        return text.chars().anyMatch(character -> character >= 0x80)
                || text.chars().filter(Character::isDigit).limit(SHORTEST).count() == SHORTEST;
    }

    /** The text without what looks like card numbers, for answers and logs; a GTIN or another key of GS1 stays. */
    public static String masked(CharSequence text) {
        String masked = normalized(text);
        int from = 0;
        for (var found = find(masked); found.isPresent(); found = find(masked.substring(from))) {
            String number = masked.substring(
                    from + found.get().start(), from + found.get().end());
            String shown = Gs1Keys.isOne(number) ? number : MASK;
            masked = masked.substring(0, from + found.get().start())
                    + shown
                    + masked.substring(from + found.get().end());
            from += found.get().start() + shown.length();
        }
        return from == 0 ? text.toString() : masked;
    }

    /** 422: that field looks like a card number. The answer names the field, and never what was in it. */
    public static ProblemException refused(String field) {
        return ProblemException.unprocessable(
                "card-number",
                field + " looks like a card number, which is not accepted here and was not stored;"
                        + " send the payment method's token from your payment provider instead",
                field);
    }

    /** Full-width and other forms of digits become plain ones. */
    private static String normalized(CharSequence text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    private static Optional<Group> find(String text) {
        List<Group> groups = groups(text, HEXADECIMAL.matcher(text).results().toList());
        return runs(text, groups, CardNumbers::separates)
                .map(run -> join(run, 0, run.size()))
                .filter(run -> hasLength(run) && isLuhn(run.digits()))
                .findFirst()
                .or(() -> runs(text, groups, between -> !Character.isLetterOrDigit(between))
                        .flatMap(CardNumbers::ofAScheme)
                        .findFirst());
    }

    private static List<Group> groups(String text, List<MatchResult> hexadecimal) {
        List<Group> groups = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int start = at;
            var digits = new StringBuilder();
            while (at < text.length() && Character.isDigit(text.codePointAt(at))) {
                digits.append(Character.digit(text.codePointAt(at), 10));
                at += Character.charCount(text.codePointAt(at));
            }
            if (digits.isEmpty()) {
                at += Character.charCount(text.codePointAt(at));
            } else if (hexadecimal.stream().noneMatch(hex -> hex.start() <= start && start < hex.end())) {
                groups.add(new Group(digits.toString(), start, at));
            }
        }
        return groups;
    }

    /** Groups with nothing but separators between them. */
    private static Stream<List<Group>> runs(String text, List<Group> groups, IntPredicate separator) {
        List<List<Group>> runs = new ArrayList<>();
        for (Group group : groups) {
            List<Group> last = runs.isEmpty() ? List.of() : runs.getLast();
            if (!last.isEmpty()
                    && text.substring(last.getLast().end(), group.start())
                            .codePoints()
                            .allMatch(separator)) {
                last.add(group);
            } else {
                runs.add(new ArrayList<>(List.of(group)));
            }
        }
        return runs.stream();
    }

    /** Groups of a run that are together a number of a card scheme. */
    private static Stream<Group> ofAScheme(List<Group> run) {
        String digits = join(run, 0, run.size()).digits();
        int[] at = new int[run.size() + 1]; // where each group begins in them
        for (int n = 0; n < run.size(); n++) {
            at[n + 1] = at[n] + run.get(n).digits().length();
        }
        return IntStream.range(0, run.size())
                .boxed()
                .flatMap(from -> IntStream.rangeClosed(from + 1, run.size())
                        .takeWhile(to -> at[to] - at[from] <= LONGEST)
                        .filter(to -> at[to] - at[from] >= SHORTEST)
                        .mapToObj(to -> new Group(
                                digits.substring(at[from], at[to]),
                                run.get(from).start(),
                                run.get(to - 1).end())))
                .filter(number -> OF_A_SCHEME.matcher(number.digits()).matches() && isLuhn(number.digits()));
    }

    private static Group join(List<Group> run, int from, int to) {
        String digits = run.subList(from, to).stream().map(Group::digits).collect(Collectors.joining());
        return new Group(digits, run.get(from).start(), run.get(to - 1).end());
    }

    private static boolean separates(int character) {
        return Character.isWhitespace(character)
                || Character.isISOControl(character)
                || Character.isSpaceChar(character)
                || Character.getType(character) == Character.DASH_PUNCTUATION
                || Character.getType(character) == Character.FORMAT
                || SEPARATORS.indexOf(character) >= 0;
    }

    private static boolean hasLength(Group run) {
        return run.digits().length() >= SHORTEST && run.digits().length() <= LONGEST;
    }

    private static boolean isLuhn(String digits) {
        int sum = 0;
        for (int n = 0; n < digits.length(); n++) {
            int digit = digits.charAt(digits.length() - 1 - n) - '0';
            sum += n % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10;
        }
        return sum % 10 == 0;
    }
}
