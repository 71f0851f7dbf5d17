package io.penstock.core.worker.compose;

import io.penstock.api.plugin.PluginType;
import io.penstock.broker.BrokerProcess;
import io.penstock.core.plugin.TestPlugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.connector.policy.AllConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.connector.policy.NoneConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.file.FileStreamSinkConnector;
import org.apache.kafka.connect.file.FileStreamSourceConnector;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;
import org.apache.kafka.connect.storage.StringConverter;

/** A whole worker, without the framework, on a real broker, with Apache's file connectors. */
final class BrokerRig implements AutoCloseable {

    final TestPlugins plugins = new TestPlugins();
    final Path input;
    final Path output;
    WorkerAssembly worker;
    private final Path directory;
    private final BrokerProcess broker;
    private final String topic;

    BrokerRig(Path directory, BrokerProcess broker, String topic) throws IOException {
        this.directory = directory;
        this.broker = broker;
        this.topic = topic;
        input = directory.resolve("in.txt");
        output = directory.resolve("out.txt");
        Files.writeString(input, "a\nb\nc\n");
        plugins.offer(StringConverter.class, PluginType.CONVERTER);
        plugins.offer(SimpleHeaderConverter.class, PluginType.HEADER_CONVERTER);
        plugins.offer(FileStreamSourceConnector.class, PluginType.SOURCE);
        plugins.offer(FileStreamSinkConnector.class, PluginType.SINK);
        PluginType policy = PluginType.CONNECTOR_CLIENT_CONFIG_OVERRIDE_POLICY;
        plugins.offer("All", AllConnectorClientConfigOverridePolicy.class, "1", policy);
        plugins.offer("None", NoneConnectorClientConfigOverridePolicy.class, "1", policy);
    }

    /** Starts a worker with the stores of the one before. */
    void start(Map<String, String> more) throws InterruptedException {
        Map<String, String> file = new HashMap<>();
        file.put("bootstrap.servers", broker.bootstrapServers());
        file.put("key.converter", StringConverter.class.getName());
        file.put("value.converter", StringConverter.class.getName());
        file.put("offset.flush.interval.ms", "200");
        file.put("metric.reporters", "");
        file.put("penstock.data.dir", directory.resolve("data").toString());
        file.put("consumer.metadata.max.age.ms", "1000");
        file.putAll(more);
        worker = Assembler.assemble(file, plugins, new ArrayList<>());
        worker.begin();
    }

    /** Copies three lines to the topic. */
    void source() {
        create("src", FileStreamSourceConnector.class, "file", input.toString(), "topic", topic);
    }

    /** Copies the topic to the output. */
    void sink(String name, String... more) {
        List<String> settings = new ArrayList<>(List.of("file", output.toString(), "topics", topic));
        settings.addAll(List.of(more));
        create(name, FileStreamSinkConnector.class, settings.toArray(String[]::new));
    }

    private void create(String name, Class<?> type, String... more) {
        Map<String, String> config = new HashMap<>();
        config.put("connector.class", type.getName());
        for (int i = 0; i < more.length; i += 2) {
            config.put(more[i], more[i + 1]);
        }
        worker.commands()
                .create(name, new HashMap<>(config), null)
                .toCompletableFuture()
                .join();
    }

    @Override
    public void close() {
        worker.close();
    }
}
