package io.penstock.core.worker.deadletter;

import io.penstock.api.deadletter.ReasonCount;
import io.penstock.core.pipeline.deadletter.Letter;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts letters by their reason. */
final class ReasonTally {

    private final Map<Key, Entry> entries = new HashMap<>();
    private long total;
    private boolean unknown;

    private record Key(String stage, @Nullable String exception) {}

    private static final class Entry {
        private long count;
        private long first = Long.MAX_VALUE;
        private long last = -1;
    }

    void add(Letter letter) {
        total++;
        unknown |= !letter.tellsReason();
        Key key = new Key(LetterFilter.stage(letter), letter.reason("exception.class.name"));
        Entry entry = entries.computeIfAbsent(key, k -> new Entry());
        entry.count++;
        long timestamp = letter.record().timestamp();
        if (timestamp >= 0) {
            entry.first = Math.min(entry.first, timestamp);
            entry.last = Math.max(entry.last, timestamp);
        }
    }

    long total() {
        return total;
    }

    boolean hasUnknown() {
        return unknown;
    }

    List<ReasonCount> counts() {
        return entries.entrySet().stream()
                .map(entry -> count(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(ReasonCount::count)
                        .reversed()
                        .thenComparing(ReasonCount::stage)
                        .thenComparing(count -> String.valueOf(count.exception())))
                .toList();
    }

    private static ReasonCount count(Key key, Entry entry) {
        boolean timed = entry.last >= 0;
        return new ReasonCount(
                key.stage(),
                key.exception(),
                entry.count,
                timed ? Instant.ofEpochMilli(entry.first) : null,
                timed ? Instant.ofEpochMilli(entry.last) : null);
    }
}
