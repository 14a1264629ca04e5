package dev.waybill.platform.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/**
 * How often something may be done in a time, each name for itself. The least recently used of 100,000 names is forgotten
 * first, so hostile names cost no more memory than that.
 */
final class Buckets {

    private static final int NAMES = 100_000;
    private static final int LONGEST_NAME = 200;

    private final LoadingCache<String, Bucket> buckets;

    /** @param capacity how often at once; so many come back evenly within {@code time} */
    Buckets(long capacity, Duration time) {
        this.buckets = Caffeine.newBuilder()
                .maximumSize(NAMES)
                .expireAfterAccess(time.multipliedBy(2)) // it is full again
                .build(name -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, time))
                        .build());
    }

    /** Takes one; zero when there was one, otherwise how long until there is one again. */
    Duration take(String name) {
        return Duration.ofNanos(of(name).tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill());
    }

    /** Puts back one that was taken. */
    void giveBack(String name) {
        of(name).addTokens(1);
    }

    private Bucket of(String name) {
        return buckets.get(name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME));
    }
}
