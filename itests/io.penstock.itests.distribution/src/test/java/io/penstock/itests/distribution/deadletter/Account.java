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
 * @param lost how many are in neither
 * @param twice how many arrivals were not the first of their record
 * @param committed the offset up to which the group has committed
 * @param states of the connector and its task
 */
record Account(
        String worker,
        String when,
        int input,
        int sink,
        int letters,
        int lost,
        long twice,
        long committed,
        String states) {

    static Account of(String worker, String when, int input, Sequence sink, Sequence letters) {
        int lost = 0;
        for (int n = 0; n < input; n++) {
            lost += sink.contains(n) || letters.contains(n) ? 0 : 1;
        }
        long twice = sink.duplicates() + letters.duplicates();
        return new Account(worker, when, input, sink.distinct(), letters.distinct(), lost, twice, -1, "");
    }

    Account committed(long offset, String newStates) {
        return new Account(worker, when, input, sink, letters, lost, twice, offset, newStates);
    }

    /** A row of the table that is in the documentation. */
    Account print() {
        System.out.printf(
                "| %s | %s | %d | %d | %d | **%d** | %d | %d | %s |%n",
                when, worker, input, sink, letters, lost, twice, committed, states);
        return this;
    }
}
