package dev.waybill.platform.embedded;

/** Which servers this process has started by itself, rather than been told of. */
public record Infrastructure(boolean embeddedDatabase, boolean embeddedBroker) {

    /** Whether this is the embedded default: nothing external at all. */
    public boolean isEmbedded() {
        return embeddedDatabase && embeddedBroker;
    }
}
