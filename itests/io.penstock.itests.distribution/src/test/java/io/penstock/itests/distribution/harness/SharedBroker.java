package io.penstock.itests.distribution.harness;

import io.penstock.broker.BrokerProcess;

/** A broker and its clients for the whole test run; JUnit closes it at the end. */
final class SharedBroker implements AutoCloseable {

    private final BrokerProcess broker = BrokerProcess.builder().start();
    private final Topics topics = new Topics(broker.bootstrapServers());

    BrokerProcess broker() {
        return broker;
    }

    Topics topics() {
        return topics;
    }

    @Override
    public void close() {
        topics.close();
        broker.close();
    }
}
