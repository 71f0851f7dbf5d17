package io.penstock.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** Broker and controller of one node in this JVM. Owned by the main thread; {@link #stop} may be called from any. */
final class KraftServer {
    static final String HOST = "127.0.0.1";
    private static final int NODE_ID = 1;
    private static final int PORT_ATTEMPTS = 5;

    private final KafkaRaftServer server;
    private final int port;

    private KraftServer(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Formats the storage when it is new, and starts. A port given as 0 is chosen here: nothing but the configuration tells a KRaft broker its
     * ports, so a free one is looked up beforehand, and once more should somebody else take it in between.
     */
    static KraftServer start(BrokerArguments arguments) throws Exception {
        Path logs = Files.createDirectories(arguments.data().resolve("kafka"));
        for (int attempt = 1; ; attempt++) {
            int port = portFor("broker", arguments.port());
            int controllerPort = portFor("controller", arguments.controllerPort());
            boolean chosenHere = arguments.port() == 0 || arguments.controllerPort() == 0;
            KafkaConfig config = new KafkaConfig(properties(arguments, logs, port, controllerPort));
            formatIfNew(logs);
            KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
            try {
                server.startup();
                return new KraftServer(server, port);
            } catch (RuntimeException e) {
                server.shutdown();
                if (!chosenHere || attempt == PORT_ATTEMPTS || !isBindFailure(e)) {
                    throw e;
                }
            }
        }
    }

    String bootstrapServers() {
        return HOST + ":" + port;
    }

    /** Stops in order and waits for it. Calling it again does nothing. */
    void stop() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static Properties properties(BrokerArguments arguments, Path logs, int port, int controllerPort) {
        Properties p = new Properties();
        p.put("process.roles", "broker,controller");
        p.put("node.id", Integer.toString(NODE_ID));
        p.put("controller.quorum.voters", NODE_ID + "@" + HOST + ":" + controllerPort);
        p.put("listeners", "PLAINTEXT://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controllerPort);
        p.put("advertised.listeners", "PLAINTEXT://" + HOST + ":" + port);
        p.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.put("inter.broker.listener.name", "PLAINTEXT");
        p.put("controller.listener.names", "CONTROLLER");
        p.put("log.dirs", logs.toString());
        // One node: internal topics cannot have more replicas, and need no more than one partition to be quick to
        // create.
        for (String topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            p.put(topic + ".replication.factor", "1");
            p.put(topic + ".num.partitions", "1");
        }
        p.put("transaction.state.log.min.isr", "1");
        p.put("share.coordinator.state.topic.min.isr", "1");
        p.put("group.initial.rebalance.delay.ms", "0");
        p.put("num.network.threads", "2");
        p.put("num.io.threads", "2");
        p.put("log.cleaner.dedupe.buffer.size", "2097152");
        p.putAll(arguments.properties());
        return p;
    }

    private static void formatIfNew(Path logs) throws Exception {
        if (Files.exists(logs.resolve("meta.properties"))) {
            return;
        }
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setNodeId(NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(logs.toString())
                    .addDirectory(logs.toString())
                    .run();
        }
    }

    private static int portFor(String what, int wanted) throws IOException {
        InetAddress host = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        try (ServerSocket socket = new ServerSocket()) {
            // A restart on the same port must not wait for connections of the last run to time out.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, wanted));
            return socket.getLocalPort();
        } catch (BindException e) {
            throw new IOException(
                    "Port " + wanted + " for the " + what + " is in use on " + HOST
                            + "; stop what uses it, or take another (0 for a free one)",
                    e);
        }
    }

    private static boolean isBindFailure(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof BindException || String.valueOf(t.getMessage()).contains("failed to bind")) {
                return true;
            }
        }
        return false;
    }
}
