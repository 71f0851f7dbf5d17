package io.penstock.broker;

import java.nio.file.Path;

/** A process that owns a broker and waits to be killed. */
public final class ParentMain {
    private ParentMain() {}

    public static void main(String[] args) throws InterruptedException {
        BrokerProcess broker =
                BrokerProcess.builder().dataDirectory(Path.of(args[0])).start();
        System.out.println("broker " + broker.pid());
        Thread.currentThread().join();
    }
}
