package io.penstock.core.worker.deadletter;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The letters of a queue that the audit says were delivered, or left out by a transform; and those that failed again and
 * are in the queue as newer letters now, so that a replay of both would deliver one record twice.
 */
final class Delivered {

    private static final Set<Object> DONE = Set.of("delivered", "filtered");

    private final String queueId;
    private final Map<String, String> replays = new HashMap<>();
    private final Set<String> returned = new HashSet<>();

    /**
     * None yet.
     *
     * @param queueId of the present dead letter topic; what was in an earlier topic of that name does not count
     */
    Delivered(String queueId) {
        this.queueId = queueId;
    }

    void take(Map<String, Object> entry) {
        if ("letter".equals(entry.get(AuditTopic.EVENT)) && queueId.equals(entry.get("queue_id"))) {
            String letter = String.valueOf(entry.get("letter"));
            if (DONE.contains(String.valueOf(entry.get("outcome")))) {
                replays.put(letter, String.valueOf(entry.get(AuditTopic.REPLAY)));
            } else if (entry.get("new_letter") != null) {
                returned.add(letter);
            }
        }
    }

    /** The replay that has delivered a letter last; null when none has. */
    @Nullable String by(String letter) {
        return replays.get(letter);
    }

    /** Whether a letter has a newer one in the queue that stands for the same record. */
    boolean returned(String letter) {
        return returned.contains(letter);
    }

    Set<String> letters() {
        return replays.keySet();
    }
}
