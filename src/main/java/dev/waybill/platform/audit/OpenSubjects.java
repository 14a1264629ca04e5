package dev.waybill.platform.audit;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which of the open subjects a report has: all of them while there are few enough to be replayed in time, otherwise one
 * part of them in each turn. The number of parts is a power of two, so that the part of a context with more open subjects
 * lies within the part of one with fewer: the reports of a turn are about the same subjects.
 */
record OpenSubjects(Set<String> subjects, int turns) {

    /** About so many subjects are in a part. */
    private static final int PART = 2_000;

    /** The part of a turn. */
    static OpenSubjects part(Collection<String> open, int turn) {
        int turns = 1;
        while ((long) turns * PART < open.size()) {
            turns *= 2;
        }
        Set<String> part = new TreeSet<>();
        for (String subject : open) {
            if (Math.floorMod(hash(subject), turns) == Math.floorMod(turn, turns)) {
                part.add(subject);
            }
        }
        return new OpenSubjects(part, turns);
    }

    /** The same in every process; its low bits are not those of similar ids. */
    private static int hash(String subject) {
        int hash = subject.hashCode() * 0x9E3779B9;
        return hash ^ hash >>> 16;
    }
}
