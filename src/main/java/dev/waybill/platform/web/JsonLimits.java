package dev.waybill.platform.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;

/** How large and how deep JSON may be that clients send, far above what any request needs, and how it is read: strictly. */
final class JsonLimits {

    /** What is right where these limits are exceeded. */
    static final String RULE = "must be smaller: at most 20 levels deep, 4000 names and values in all, texts of 10000"
            + " characters, names of 1000 and numbers of 100 digits";

    private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(20)
            .maxTokenCount(4_000) // names, values, and both ends of each object and list
            .maxStringLength(10_000)
            .maxNameLength(1_000)
            .maxNumberLength(100)
            .build();

    private JsonLimits() {}

    /** The same mapper for what clients send. */
    static ObjectMapper on(ObjectMapper json) {
        JsonFactory factory = json.getFactory().copy();
        factory.setStreamReadConstraints(CONSTRAINTS);
        return json.copyWith(factory).registerModule(new StrictScalars());
    }
}
