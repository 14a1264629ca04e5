package dev.waybill.platform.web;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code If-Match} of a request (RFC 9110): the entity tags of which one has to be the current one. */
public final class IfMatch {

    /** The header's name. */
    public static final String HEADER = "If-Match";

    private static final Pattern TAG = Pattern.compile("(W/)?\"[\\x21\\x23-\\x7E\\x80-\\xFF]*\"");
    private static final Pattern SEPARATOR = Pattern.compile("[ \\t]*(,[ \\t]*)*");

    /** Null for any: without the header, and for {@code *}. */
    private final @Nullable List<String> tags;

    private IfMatch(@Nullable List<String> tags) {
        this.tags = tags;
    }

    /** The header's value, null for none; what is neither {@code *} nor a list of entity tags is a problem. */
    public static IfMatch of(@Nullable String header) {
        return header == null || header.strip().equals("*") ? new IfMatch(null) : new IfMatch(tags(header));
    }

    private static List<String> tags(String header) {
        List<String> tags = new ArrayList<>();
        Matcher tag = TAG.matcher(header);
        Matcher separator = SEPARATOR.matcher(header);
        int at = end(separator, 0);
        while (tag.find(at) && tag.start() == at) {
            tags.add(tag.group());
            int next = end(separator, tag.end());
            if (next < header.length() && header.substring(tag.end(), next).indexOf(',') < 0) {
                throw malformed();
            }
            at = next;
        }
        if (tags.isEmpty() || at < header.length()) {
            throw malformed();
        }
        return tags;
    }

    private static int end(Matcher separator, int from) {
        return separator.region(from, separator.regionEnd()).lookingAt() ? separator.end() : from;
    }

    private static ProblemException malformed() {
        return ProblemException.invalid(HEADER, "must be * or a list of entity tags like \"3\"");
    }

    /** The entity tag of a version. */
    public static String tag(long version) {
        return "\"" + version + "\"";
    }

    /** Refuses a change of a thing that is no longer in one of these versions: 412. */
    public void require(String thing, long version) {
        if (tags != null && !tags.contains(tag(version))) {
            throw ProblemException.stale("%s is at version %d now: read it again, and send its ETag %s as If-Match"
                    .formatted(thing, version, tag(version)));
        }
    }
}
