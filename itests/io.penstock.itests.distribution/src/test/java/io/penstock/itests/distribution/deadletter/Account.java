package io.penstock.itests.distribution.deadletter;

import io.penstock.itests.distribution.harness.Sequence;

/**
 * What became of the records of a topic.
 *
 * @param worker who was to deliver them
 * @param when in the course of the test
 * @param input how many records there were
 * @param sink how many of them arrived
 * @param letters how many of them are in the dead letter topic
 * @param waiting how many are in neither, and will be read again because their offsets are not committed
 * @param lost how many are in neither, and will never be read again
 * @param twice how many arrivals were not the first of their record
 * @param committed the offset up to which the group has committed
 * @param states of the connector and its task
 */
record Account(
        Contender worker,
        String when,
        int input,
        int sink,
        int letters,
        int waiting,
        int lost,
        long twice,
        long committed,
        String states) {

    /** Counts; the numbers of the records are their offsets, unless all are committed. */
    static Account of(
            Contender worker, String when, int input, long committed, Sequence sink, Sequence letters, String states) {
        int waiting = 0;
        int lost = 0;
        for (int n = 0; n < input; n++) {
            if (!sink.contains(n) && !letters.contains(n)) {
                waiting += n >= committed ? 1 : 0;
                lost += n < committed ? 1 : 0;
            }
        }
        long twice = sink.duplicates() + letters.duplicates();
        return new Account(
                worker, when, input, sink.distinct(), letters.distinct(), waiting, lost, twice, committed, states);
    }

    /** A row of the table that is in the documentation. */
    Account print() {
        System.out.printf(
                "| %s | %s | %d | %d | %d | %d | **%d** | %d | %d | %s |%n",
                when, worker, input, sink, letters, waiting, lost, twice, committed, states);
        return this;
    }
}
