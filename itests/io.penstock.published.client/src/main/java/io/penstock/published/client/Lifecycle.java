package io.penstock.published.client;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sourcelab.kafka.connect.apiclient.Configuration;
import org.sourcelab.kafka.connect.apiclient.KafkaConnectClient;
import org.sourcelab.kafka.connect.apiclient.request.RequestMethod;
import org.sourcelab.kafka.connect.apiclient.request.dto.ConnectorPluginConfigDefinition;
import org.sourcelab.kafka.connect.apiclient.request.dto.ConnectorStatus;
import org.sourcelab.kafka.connect.apiclient.request.dto.NewConnectorDefinition;
import org.sourcelab.kafka.connect.apiclient.request.post.PostConnectorRestart;
import org.sourcelab.kafka.connect.apiclient.rest.HttpClientRestClient;
import org.sourcelab.kafka.connect.apiclient.rest.RestException;
import org.sourcelab.kafka.connect.apiclient.rest.RestResponse;
import org.sourcelab.kafka.connect.apiclient.rest.exceptions.ResourceNotFoundException;

/**
 * Takes two connectors through their life and prints {@code done}. System properties: {@code client.url}, {@code
 * client.topic}, {@code client.file} (what the sink writes), {@code client.records}; {@code client.trust}, {@code
 * client.keys} (PKCS12 files, both with {@code client.password}), {@code client.user} and {@code client.secret} when the
 * worker wants them.
 */
public final class Lifecycle {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final KafkaConnectClient client;
    private final HttpClientRestClient rest = new HttpClientRestClient();
    private final String topic = given("client.topic");
    private final Path file = Path.of(given("client.file"));
    private final int records = Integer.parseInt(given("client.records"));

    private Lifecycle(Configuration configuration) {
        client = new KafkaConnectClient(configuration);
        rest.init(configuration);
    }

    /**
     * Runs it.
     *
     * @param arguments none
     * @throws Exception when the worker does not do what it should
     */
    public static void main(String[] arguments) throws Exception {
        new Lifecycle(configuration()).run();
        System.out.println("done");
    }

    private static Configuration configuration() {
        Configuration configuration = new Configuration(given("client.url"));
        String password = System.getProperty("client.password", "");
        if (System.getProperty("client.trust") != null) {
            configuration.useTrustStore(new File(given("client.trust")), password);
        }
        if (System.getProperty("client.keys") != null) {
            configuration.useKeyStore(new File(given("client.keys")), password);
        }
        if (System.getProperty("client.user") != null) {
            configuration.useBasicAuth(given("client.user"), given("client.secret"));
        }
        return configuration;
    }

    private void run() throws Exception {
        look();
        Map<String, String> source = create();
        topics();
        states();
        offsets();
        loggers();
        expect(
                "2",
                client.updateConnectorConfig("source", with(source, "tasks.max", "2"))
                        .getConfig()
                        .get("tasks.max"));
        expect(true, client.deleteConnector("sink"));
        expect(true, client.deleteConnector("source"));
        refused(() -> client.getConnector("sink"), "sink not found");
        expect(true, client.getConnectors().isEmpty());
        expect(records, Files.readAllLines(file).size());
    }

    private void look() {
        expect(true, client.getConnectServerVersion().getVersion().startsWith("4.3.1"));
        expect(true, client.getConnectorPlugins().stream().anyMatch(plugin -> plugin.getClassName()
                .equals("org.apache.kafka.connect.file.FileStreamSinkConnector")));
    }

    private Map<String, String> create() throws Exception {
        Map<String, String> source = Map.of(
                "connector.class",
                "DatagenSource",
                "dataset",
                "users",
                "topic",
                topic,
                "count",
                Integer.toString(records));
        // The name is missing.
        expect(
                1,
                client.validateConnectorPluginConfig(new ConnectorPluginConfigDefinition("DatagenSource", source))
                        .getErrorCount());
        refused(
                () -> client.addConnector(
                        new NewConnectorDefinition("source", Map.of("connector.class", "DatagenSource"))),
                "topic");
        expect(
                "source",
                client.addConnector(new NewConnectorDefinition("source", source))
                        .getType());
        client.addConnector(new NewConnectorDefinition(
                "sink", Map.of("connector.class", "FileStreamSink", "topics", topic, "file", file.toString())));
        awaitStates("sink", "RUNNING", "RUNNING");
        await(
                "all records are in the file",
                () -> Files.exists(file) && Files.readAllLines(file).size() == records);
        return source;
    }

    private void topics() {
        expect(List.of(topic), client.getConnectorTopics("source").getTopics());
        expect(List.of(topic), client.getConnectorTopics("sink").getTopics());
        expect(true, client.resetConnectorTopics("sink"));
        expect(
                true,
                client.getConnectorsWithAllExpandedMetadata()
                        .getConnectorNames()
                        .containsAll(List.of("source", "sink")));
    }

    private void states() throws Exception {
        expect(true, client.pauseConnector("sink"));
        awaitStates("sink", "PAUSED", "PAUSED");
        expect(true, client.resumeConnector("sink"));
        awaitStates("sink", "RUNNING", "RUNNING");
        expect(true, client.restartConnector("sink"));
        expect(true, client.restartConnector(new PostConnectorRestart("sink").withIncludeTasks(true)));
        awaitStates("sink", "RUNNING", "RUNNING");
        expect(true, client.restartConnectorTask("sink", 0));
        awaitStates("sink", "RUNNING", "RUNNING");
        expect(0, client.getConnectorTaskStatus("sink", 0).getId());
        expect(1, client.getConnectorTasks("sink").size());
    }

    private void offsets() throws Exception {
        String path = "/connectors/sink/offsets";
        await("the sink's offsets are committed", () -> call(RequestMethod.GET, path, null)
                .contains("\"kafka_offset\":" + records));
        expect(true, client.stopConnector("sink"));
        awaitStates("sink", "STOPPED");
        expect(
                "{\"message\":\"The offsets for this connector have been reset successfully\"}",
                call(RequestMethod.DELETE, path, null));
        expect("{\"offsets\":[]}", call(RequestMethod.GET, path, null));
    }

    private void loggers() throws RestException {
        String path = "/admin/loggers/com.example.of.nobody";
        expect(true, call(RequestMethod.PUT, path, Map.of("level", "DEBUG")).startsWith("["));
        expect(true, call(RequestMethod.GET, path, null).contains("\"level\":\"DEBUG\""));
        expect(true, call(RequestMethod.GET, "/admin/loggers", null).contains("com.example.of.nobody"));
    }

    private String call(RequestMethod method, String path, @Nullable Object body) throws RestException {
        RestResponse response = rest.submitRequest(new Call(method, path, body));
        expect(200, response.getHttpCode());
        return response.getResponseStr();
    }

    private void awaitStates(String name, String... states) throws Exception {
        await(name + " is " + List.of(states), () -> states(name).equals(List.of(states)));
    }

    private List<String> states(String name) {
        List<String> found = new ArrayList<>();
        try {
            ConnectorStatus status = client.getConnectorStatus(name);
            found.add(status.getConnector().getOrDefault("state", "none"));
            status.getTasks().forEach(task -> found.add(task.getState()));
        } catch (ResourceNotFoundException e) {
            found.add("not known yet");
        }
        return found;
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        long begin = System.nanoTime();
        while (!condition.call()) {
            if (System.nanoTime() - begin > PATIENCE) {
                throw new IllegalStateException("Not within a minute: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** The worker has to refuse it, with this text in what the client makes of it. */
    private static void refused(Callable<?> request, String text) throws Exception {
        try {
            request.call();
        } catch (RuntimeException e) {
            if (e.toString().contains(text)) {
                return;
            }
            throw e;
        }
        throw new IllegalStateException("Not refused: " + text);
    }

    private static void expect(Object wanted, @Nullable Object found) {
        if (!wanted.equals(found)) {
            throw new IllegalStateException("Expected " + wanted + ", found " + found);
        }
    }

    private static Map<String, String> with(Map<String, String> config, String key, String value) {
        Map<String, String> changed = new HashMap<>(config);
        changed.put(key, value);
        return changed;
    }

    private static String given(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new IllegalArgumentException("-D" + property + "=... is missing");
        }
        return value;
    }
}
