package io.penstock.api.deadletter;

/**
 * What has become of the letters of a replay so far. In a dry run {@code delivered} counts those that passed conversion and
 * transforms.
 *
 * @param selected letters that the selection took
 * @param delivered the connector's task has confirmed them, or Kafka has acknowledged them
 * @param filtered a transform of the connector left them out
 * @param failed they failed again and are in the queue as new letters
 * @param refused they were not replayed: too many attempts, or their origin is unknown
 * @param unconfirmed the task took them, but has not confirmed them
 * @param skipped an earlier replay had delivered them, and the request said to leave these out (or it was a dry run)
 */
public record ReplayCounts(
        long selected, long delivered, long filtered, long failed, long refused, long unconfirmed, long skipped) {

    /** Nothing yet. */
    public static final ReplayCounts NONE = new ReplayCounts(0, 0, 0, 0, 0, 0, 0);
}
