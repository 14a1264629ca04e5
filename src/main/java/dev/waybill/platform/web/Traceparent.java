package dev.waybill.platform.web;

import java.util.regex.Pattern;

/** The header that names a request's W3C trace. */
public final class Traceparent {

    /** Its name. */
    public static final String HEADER = "traceparent";

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private Traceparent() {}

    /** The header's value where it has the form of a trace; any other is ignored, as W3C asks, and reads as empty. */
    public static String of(String header) {
        return FORM.matcher(header).matches() ? header : "";
    }
}
