package io.penstock.core.worker.compose;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceConnector;

/** A source whose {@code alterOffsets} does what its key {@code hook} says. */
public final class HookedConnector extends SourceConnector {

    /** Every call: the configuration, the offsets, the thread and its class loader. */
    record Call(Map<String, String> config, Map<?, ?> offsets, String thread, ClassLoader loader) {}

    static final LinkedBlockingQueue<Call> CALLS = new LinkedBlockingQueue<>();

    /** Released by a test that wants a hanging hook to return. */
    static volatile CountDownLatch release = new CountDownLatch(1);

    @Override
    public boolean alterOffsets(Map<String, String> config, Map<Map<String, ?>, Map<String, ?>> offsets) {
        Thread thread = Thread.currentThread();
        CALLS.add(new Call(config, new HashMap<>(offsets), thread.getName(), thread.getContextClassLoader()));
        return switch (config.get("hook")) {
            case "true" -> true;
            case "unsupported" -> throw new UnsupportedOperationException("not me");
            case "refuse" -> throw new ConnectException("The position " + config.get("secret") + " is not mine");
            case "break" -> throw new IllegalStateException("told to break");
            case "error" -> throw new NoClassDefFoundError("com/acme/Missing");
            case "hang" -> {
                boolean released = false;
                while (!released) {
                    try {
                        release.await();
                        released = true;
                    } catch (InterruptedException e) {
                        // as the code of bad plugins does
                    }
                }
                yield true;
            }
            default -> super.alterOffsets(config, offsets);
        };
    }

    @Override
    public void start(Map<String, String> props) {}

    @Override
    public Class<? extends Task> taskClass() {
        return ProbeConnector.ProbeTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return List.of(Map.of("number", "0"));
    }

    @Override
    public void stop() {}

    @Override
    public ConfigDef config() {
        return new ConfigDef();
    }

    @Override
    public String version() {
        return "1";
    }
}
