package io.penstock.core.task.replay.chain;

import io.penstock.core.pipeline.deadletter.Letter;
import java.util.List;

/**
 * Where the letters of one replay go. Belongs to the replay's thread, which alone calls it; what it throws ends the replay.
 */
public interface ReplayChain extends AutoCloseable {

    /** How many letters are given at once at most. */
    int BATCH = 500;

    /** Takes letters; answers with the verdicts that are there by now, of these letters and of earlier ones. */
    List<Verdict> take(List<Letter> letters) throws InterruptedException;

    /** The verdicts of all letters that have none yet; waits for them as long as that may take. */
    List<Verdict> finish() throws InterruptedException;

    /** Lets go of everything, whatever happens. */
    @Override
    void close();
}
