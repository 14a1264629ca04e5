package dev.waybill.desk.reconciliation;

import dev.waybill.contract.desk.DeskAnswer.BooksReported;
import dev.waybill.contract.desk.DeskAnswer.Entry;
import dev.waybill.contract.desk.DeskAnswer.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The answers to one question, as they come in: in parts, in any order, now and then twice. */
final class Round {

    private final Set<String> asked;
    private final Map<String, Map<Integer, BooksReported>> answers = new TreeMap<>();

    Round(Set<String> asked) {
        this.asked = new TreeSet<>(asked);
    }

    synchronized void heard(BooksReported part) {
        answers.computeIfAbsent(part.context(), context -> new TreeMap<>()).put(part.part(), part);
        notifyAll();
    }

    /** Waits until all have answered, or until an instant of the system's nano clock. */
    synchronized Map<String, ContextBooks> await(long until) {
        long left = (until - System.nanoTime()) / 1_000_000;
        try {
            while (!complete().containsAll(asked) && left > 0) {
                wait(left);
                left = (until - System.nanoTime()) / 1_000_000;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Map<String, ContextBooks> books = new HashMap<>();
        complete().forEach(context -> books.put(context, books(context)));
        return books;
    }

    private Set<String> complete() {
        Set<String> complete = new TreeSet<>();
        answers.forEach((context, parts) -> {
            if (parts.size() == parts.values().iterator().next().parts()) {
                complete.add(context);
            }
        });
        return complete;
    }

    private ContextBooks books(String context) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Long> queued = new HashMap<>();
        Map<String, Entry> entries = new HashMap<>();
        answers.getOrDefault(context, Map.of()).values().forEach(part -> {
            findings.addAll(part.findings());
            queued.putAll(part.queued());
            part.entries().forEach(entry -> entries.put(entry.subject(), entry));
        });
        return new ContextBooks(context, findings, queued, entries);
    }
}
