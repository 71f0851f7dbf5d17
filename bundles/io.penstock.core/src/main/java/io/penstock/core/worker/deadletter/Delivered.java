package io.penstock.core.worker.deadletter;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The letters of a queue that the audit says were delivered, or left out by a transform. */
final class Delivered {

    private static final Set<Object> DONE = Set.of("delivered", "filtered");

    private final String queueId;
    private final Map<String, String> replays = new HashMap<>();

    /**
     * None yet.
     *
     * @param queueId of the present dead letter topic; what was in an earlier topic of that name does not count
     */
    Delivered(String queueId) {
        this.queueId = queueId;
    }

    void take(Map<String, Object> entry) {
        if ("letter".equals(entry.get(AuditTopic.EVENT))
                && queueId.equals(entry.get("queue_id"))
                && DONE.contains(String.valueOf(entry.get("outcome")))) {
            replays.put(String.valueOf(entry.get("letter")), String.valueOf(entry.get(AuditTopic.REPLAY)));
        }
    }

    /** The replay that has delivered a letter last; null when none has. */
    @Nullable String by(String letter) {
        return replays.get(letter);
    }

    Set<String> letters() {
        return replays.keySet();
    }
}
