package dev.waybill.inventory.domain;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A sorted map that never changes: an addition or a removal returns another one, which shares all but a path of logarithmic
 * length with it. Each entry has a weight, and the weight of all entries before a key is found in logarithmic time.
 *
 * <p>A treap: a search tree by keys and a heap by priorities, which are hashes of the keys, so it is balanced in whatever
 * order keys come (Seidel and Aragon, Randomized Search Trees, 1996).
 */
final class Line<K extends Comparable<K>, V> implements Iterable<Line.Entry<K, V>> {

    /** An entry of the line. */
    record Entry<K, V>(K key, V value, long weight) {}

    private record Node<K, V>(
            Entry<K, V> entry,
            int priority,
            @Nullable Node<K, V> left,
            @Nullable Node<K, V> right,
            int size,
            long weight) {

        static <K, V> Node<K, V> of(
                Entry<K, V> entry, int priority, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
            return new Node<>(
                    entry,
                    priority,
                    left,
                    right,
                    1 + sizeOf(left) + sizeOf(right),
                    Math.addExact(entry.weight, Math.addExact(weightOf(left), weightOf(right))));
        }

        Node<K, V> withLeft(@Nullable Node<K, V> other) {
            return of(entry, priority, other, right);
        }

        Node<K, V> withRight(@Nullable Node<K, V> other) {
            return of(entry, priority, left, other);
        }
    }

    private final @Nullable Node<K, V> root;

    private Line(@Nullable Node<K, V> root) {
        this.root = root;
    }

    static <K extends Comparable<K>, V> Line<K, V> empty() {
        return new Line<>(null);
    }

    int size() {
        return sizeOf(root);
    }

    boolean isEmpty() {
        return root == null;
    }

    /** The weight of all entries together. */
    long weight() {
        return weightOf(root);
    }

    /** The line with that entry, in place of one that has its key. */
    Line<K, V> with(K key, V value, long weight) {
        return new Line<>(put(root, new Entry<>(key, value, weight), priorityOf(key)));
    }

    /** The line without that key. */
    Line<K, V> without(K key) {
        return new Line<>(remove(root, key));
    }

    @Nullable
    V get(K key) {
        Node<K, V> node = root;
        while (node != null) {
            int side = key.compareTo(node.entry.key);
            if (side == 0) {
                return node.entry.value;
            }
            node = side < 0 ? node.left : node.right;
        }
        return null;
    }

    /** The weight of all entries with smaller keys. */
    long weightBefore(K key) {
        long before = 0;
        Node<K, V> node = root;
        while (node != null) {
            if (key.compareTo(node.entry.key) <= 0) {
                node = node.left;
            } else {
                before += weightOf(node.left) + node.entry.weight;
                node = node.right;
            }
        }
        return before;
    }

    /**
     * The entries that, together with all before them, weigh more than {@code more} and not more than {@code notMore}, in
     * their order. Weights are positive.
     */
    void between(long more, long notMore, Consumer<Entry<K, V>> each) {
        between(root, 0, more, notMore, each);
    }

    private static <K, V> void between(
            @Nullable Node<K, V> node, long before, long more, long notMore, Consumer<Entry<K, V>> each) {
        if (node == null || before >= notMore || before + node.weight <= more) {
            return;
        }
        between(node.left, before, more, notMore, each);
        long with = before + weightOf(node.left) + node.entry.weight;
        if (with > more && with <= notMore) {
            each.accept(node.entry);
        }
        between(node.right, with, more, notMore, each);
    }

    private static <K extends Comparable<K>, V> Node<K, V> put(
            @Nullable Node<K, V> node, Entry<K, V> entry, int priority) {
        if (node == null) {
            return Node.of(entry, priority, null, null);
        }
        int side = entry.key.compareTo(node.entry.key);
        if (side == 0) {
            return Node.of(entry, priority, node.left, node.right);
        }
        if (priority > node.priority) {
            return Node.of(entry, priority, below(node, entry.key), above(node, entry.key));
        }
        return side < 0
                ? node.withLeft(put(node.left, entry, priority))
                : node.withRight(put(node.right, entry, priority));
    }

    /** The part of a tree that has smaller keys. */
    private static <K extends Comparable<K>, V> @Nullable Node<K, V> below(@Nullable Node<K, V> node, K key) {
        if (node == null) {
            return null;
        }
        return node.entry.key.compareTo(key) < 0 ? node.withRight(below(node.right, key)) : below(node.left, key);
    }

    /** The part of a tree that has greater keys. */
    private static <K extends Comparable<K>, V> @Nullable Node<K, V> above(@Nullable Node<K, V> node, K key) {
        if (node == null) {
            return null;
        }
        return node.entry.key.compareTo(key) > 0 ? node.withLeft(above(node.left, key)) : above(node.right, key);
    }

    private static <K extends Comparable<K>, V> @Nullable Node<K, V> remove(@Nullable Node<K, V> node, K key) {
        if (node == null) {
            return null;
        }
        int side = key.compareTo(node.entry.key);
        if (side == 0) {
            return joined(node.left, node.right);
        }
        return side < 0 ? node.withLeft(remove(node.left, key)) : node.withRight(remove(node.right, key));
    }

    /** One tree of two, where all keys of {@code left} are smaller than those of {@code right}. */
    private static <K, V> @Nullable Node<K, V> joined(@Nullable Node<K, V> left, @Nullable Node<K, V> right) {
        if (left == null) {
            return right;
        }
        if (right == null) {
            return left;
        }
        return left.priority > right.priority
                ? left.withRight(joined(left.right, right))
                : right.withLeft(joined(left, right.left));
    }

    /** Scatters hashes that follow each other, as those of numbers do (the finalizer of MurmurHash3). */
    private static int priorityOf(Object key) {
        int hash = key.hashCode();
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }

    private static int sizeOf(@Nullable Node<?, ?> node) {
        return node == null ? 0 : node.size;
    }

    private static long weightOf(@Nullable Node<?, ?> node) {
        return node == null ? 0 : node.weight;
    }

    @Override
    public Iterator<Entry<K, V>> iterator() {
        Deque<Node<K, V>> path = new ArrayDeque<>();
        descend(root, path);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !path.isEmpty();
            }

            @Override
            public Entry<K, V> next() {
                Node<K, V> node = path.poll();
                if (node == null) {
                    throw new NoSuchElementException();
                }
                descend(node.right, path);
                return node.entry;
            }
        };
    }

    private static <K, V> void descend(@Nullable Node<K, V> node, Deque<Node<K, V>> path) {
        for (Node<K, V> next = node; next != null; next = next.left) {
            path.push(next);
        }
    }
}
