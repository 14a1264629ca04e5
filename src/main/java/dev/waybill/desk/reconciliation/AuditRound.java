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

/** The answers to one request as they arrive: in parts, in any order, some of them twice. */
final class AuditRound {

    private final Set<String> contexts;
    private final Map<String, Map<Integer, BooksReported>> answers = new TreeMap<>();

    AuditRound(Set<String> contexts) {
        this.contexts = new TreeSet<>(contexts);
    }

    synchronized void accept(BooksReported part) {
        answers.computeIfAbsent(part.context(), context -> new TreeMap<>()).put(part.part(), part);
        notifyAll();
    }

    /** Waits until all contexts have answered, or until the system's nano clock reads so. */
    synchronized Map<String, AuditResult> await(long until) {
        long left = (until - System.nanoTime()) / 1_000_000;
        try {
            while (!complete().containsAll(contexts) && left > 0) {
                wait(left);
                left = (until - System.nanoTime()) / 1_000_000;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Map<String, AuditResult> books = new HashMap<>();
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

    private AuditResult books(String context) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Long> queued = new HashMap<>();
        Map<String, Entry> entries = new HashMap<>();
        int turns = 1;
        for (BooksReported part : answers.getOrDefault(context, Map.of()).values()) {
            findings.addAll(part.findings());
            queued.putAll(part.queued());
            part.entries().forEach(entry -> entries.put(entry.subject(), entry));
            turns = part.turns() == null ? 1 : part.turns();
        }
        return new AuditResult(context, findings, queued, entries, turns);
    }
}
