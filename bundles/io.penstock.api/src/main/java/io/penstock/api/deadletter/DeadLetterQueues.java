package io.penstock.api.deadletter;

import io.penstock.api.WorkerException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The dead letter queues of connectors; registered as a service beside {@link io.penstock.api.ConnectWorker}. No call
 * blocks: what talks to Kafka or runs code of plugins does so on threads of the worker's.
 *
 * <p>All of them fail with CONNECTOR_NOT_FOUND, with CONFLICT when the connector has no queue ({@code
 * errors.deadletterqueue.topic.name}), and those that read with DEAD_LETTER_NOT_FOUND when its topic does not exist.
 */
public interface DeadLetterQueues {

    /** How many letters a page has when nobody says. */
    int PAGE = 100;

    /** How many letters a page has at most. */
    int LARGEST_PAGE = 1000;

    /** How often a letter is replayed, when nobody says, before replays leave it out. */
    int MAX_ATTEMPTS = 3;

    /**
     * Letters in the order of the queue: partition by partition, each by offset.
     *
     * @param limit how many at most, from 1 to {@link #LARGEST_PAGE}
     * @param cursor {@link LetterPage#cursor()} of the page before; null to begin
     * @param detail how much of each letter
     */
    CompletionStage<LetterPage> list(
            String connector, Selection selection, int limit, @Nullable String cursor, Detail detail);

    /** All of one letter. Fails with DEAD_LETTER_NOT_FOUND, or BAD_REQUEST when the id is none. */
    CompletionStage<DeadLetter> show(String connector, String id);

    /** How many letters there are of each reason, the most frequent first. */
    CompletionStage<ReasonReport> reasons(String connector, Selection selection);

    /**
     * Starts to replay letters. The stage completes when the replay has begun, or, for a dry run, when it is through.
     * Fails with CONFLICT when another replay of the connector runs, when letters of the selection were delivered by an
     * earlier replay and the request says neither {@code force} nor {@code remaining}, or when the connector has no task
     * configuration to make a task of.
     */
    CompletionStage<Replay> replay(String connector, ReplayRequest request);

    /**
     * The replays of a connector that this worker runs or has run since it started, the newest first; the audit has all.
     *
     * @throws WorkerException CONNECTOR_NOT_FOUND when there is neither such a connector nor a replay of it
     */
    List<Replay> replays(String connector);

    /**
     * One replay.
     *
     * @throws WorkerException REPLAY_NOT_FOUND
     */
    Replay replay(String connector, String id);

    /**
     * Ends a replay; completes with it when it has ended. One that has ended already stays as it is.
     *
     * @param who asks for it
     */
    CompletionStage<Replay> cancel(String connector, String id, String who);

    /**
     * What the audit topic says, oldest first.
     *
     * @param replay only of this one; null for all
     * @param limit how many entries at most, from 1 to {@link #LARGEST_PAGE}
     * @param cursor {@link AuditPage#cursor()} of the page before; null to begin
     */
    CompletionStage<AuditPage> audit(String connector, @Nullable String replay, int limit, @Nullable String cursor);
}
