package io.penstock.core.worker.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.SourceConnector;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

/** A connector that misbehaves as its configuration says: {@code throw.in} and {@code hang.in} name its methods. */
public final class ProbeConnector extends SourceConnector {

    /** Released by a test that wants hanging code to go on. */
    static volatile CountDownLatch release = new CountDownLatch(1);

    private Map<String, String> config = Map.of();

    private void misbehave(String method) {
        if (method.equals(config.get("throw.in"))) {
            throw new IllegalStateException("told to fail in " + method);
        }
        if (method.equals(config.get("error.in"))) {
            throw new LinkageError("told to break in " + method);
        }
        if (method.equals(config.get("hang.in"))) {
            boolean released = false;
            while (!released) {
                try {
                    release.await();
                    released = true;
                } catch (InterruptedException e) {
                    // as the code of bad plugins does
                }
            }
        }
    }

    @Override
    public void start(Map<String, String> props) {
        config = props;
        misbehave("start");
        if ("raise".equals(props.get("throw.in"))) {
            context().raiseError(new IllegalStateException("told to raise"));
        }
    }

    @Override
    public Class<? extends Task> taskClass() {
        return ProbeTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        misbehave("taskConfigs");
        List<Map<String, String>> configs = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(config.getOrDefault("make", "" + maxTasks)); i++) {
            configs.add(Map.of("number", "" + i, "secret", config.getOrDefault("secret", "none")));
        }
        return configs;
    }

    @Override
    public void stop() {
        misbehave("stop");
    }

    @Override
    public ConfigDef config() {
        return new ConfigDef();
    }

    @Override
    public String version() {
        misbehave("version");
        return "3.2.1";
    }

    /** Never run: tasks are fakes here. */
    public static final class ProbeTask extends SourceTask {

        @Override
        public void start(Map<String, String> props) {}

        @Override
        public List<SourceRecord> poll() {
            return List.of();
        }

        @Override
        public void stop() {}

        @Override
        public String version() {
            return "1";
        }
    }
}
