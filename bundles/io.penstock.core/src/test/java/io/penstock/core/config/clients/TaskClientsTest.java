package io.penstock.core.config.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.core.config.ClasspathPlugins;
import io.penstock.core.config.variables.Variables;
import io.penstock.core.config.worker.WorkerConfig;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.connector.policy.AllConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.connector.policy.ConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.file.FileStreamSinkConnector;
import org.apache.kafka.connect.health.ConnectorType;
import org.apache.kafka.connect.runtime.ConnectorConfig;
import org.apache.kafka.connect.runtime.Worker;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.apache.kafka.connect.runtime.standalone.StandaloneConfig;
import org.junit.jupiter.api.Test;

/** Compares the settings of clients with those that Apache's worker makes. */
class TaskClientsTest {

    private static final String JSON = "org.apache.kafka.connect.json.JsonConverter";

    private final Map<String, String> worker = new HashMap<>(Map.of(
            "bootstrap.servers", "b1:1,b2:2",
            "key.converter", JSON,
            "value.converter", JSON,
            "security.protocol", "SSL",
            "ssl.truststore.location", "/t",
            "metrics.context.label", "x",
            "producer.linger.ms", "7",
            "consumer.max.poll.records", "5",
            "admin.retries", "3",
            "offset.storage.file.filename", "/o"));

    private final Map<String, String> connector = new HashMap<>(Map.of(
            "name", "c",
            "connector.class", FileStreamSinkConnector.class.getName(),
            "topics", "t",
            "producer.override.linger.ms", "9",
            "producer.override.client.id", "mine",
            "consumer.override.group.id", "g",
            "admin.override.retries", "4"));

    @Test
    void consumerIsThatOfApachesWorker() throws Exception {
        Map<String, Object> theirs = apache("baseConsumerConfigs", "connector-consumer-c-3", ConnectorType.SINK);
        theirs.remove("key.deserializer");
        theirs.remove("value.deserializer");

        assertThat(clients().consumer(3)).isEqualTo(theirs).containsEntry("group.id", "g");
        connector.remove("consumer.override.group.id");
        assertThat(clients().consumer(3)).containsEntry("group.id", "connect-c");
    }

    @Test
    void lettersAreReadInNoGroupAndNoTopicIsMadeByLooking() {
        worker.put("consumer.group.instance.id", "i");

        assertThat(clients().letterConsumer())
                .containsEntry("client.id", "connector-dlq-consumer-c")
                .containsEntry("max.poll.records", "5")
                .containsEntry("allow.auto.create.topics", "false")
                .containsEntry("auto.offset.reset", "earliest")
                .containsEntry("enable.auto.commit", "false")
                .doesNotContainKeys("group.id", "group.instance.id");
    }

    @Test
    void producersOfReplaysDoNotWaitForEverAndTheAuditIsSafe() {
        connector.put("producer.override.acks", "1");
        connector.put("producer.override.retries", "0");

        assertThat(clients().replayProducer())
                .containsEntry("client.id", "mine")
                .containsEntry("linger.ms", "9")
                .containsEntry("acks", "1")
                .containsEntry("max.block.ms", "60000")
                .containsEntry("delivery.timeout.ms", "120000");
        assertThat(clients().auditProducer())
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", "true")
                .containsEntry("retries", "2147483647")
                .containsEntry("max.in.flight.requests.per.connection", "5");
        connector.remove("producer.override.client.id");
        assertThat(clients().replayProducer()).containsEntry("client.id", "connector-replay-producer-c");
        assertThat(clients().auditProducer()).containsEntry("client.id", "connector-audit-producer-c");
        assertThat(clients().replayAdmin()).containsEntry("client.id", "connector-replay-adminclient-c");
    }

    @Test
    void adminClientsAreThoseOfApachesWorker() throws Exception {
        assertThat(clients().topicAdmin(3))
                .isEqualTo(apache("adminConfigs", "connector-adminclient-c-3", ConnectorType.SOURCE))
                .containsEntry("security.protocol", "SSL")
                .containsEntry("retries", "4");
        assertThat(clients().deadLetterAdmin(3))
                .isEqualTo(apache("adminConfigs", "connector-dlq-adminclient-c-3", ConnectorType.SINK));
    }

    @Test
    void producerIsThatOfApachesWorkerButIdempotentAndInLargerBatches() throws Exception {
        connector.remove("producer.override.client.id");
        for (boolean deadLetters : new boolean[] {false, true}) {
            String id = deadLetters ? "connector-dlq-producer-c-3" : "connector-producer-c-3";
            Map<String, Object> theirs = apache("baseProducerConfigs", id, null);
            theirs.remove("key.serializer");
            theirs.remove("value.serializer");
            theirs.put("enable.idempotence", "true");
            theirs.put("max.in.flight.requests.per.connection", "5");
            if (!deadLetters) {
                theirs.put("batch.size", "131072");
            } else {
                theirs.put("max.request.size", "33554432");
                theirs.put("buffer.memory", "67108864");
                theirs.put("compression.type", "gzip");
            }

            assertThat(deadLetters ? clients().deadLetterProducer(3) : clients().producer(3))
                    .isEqualTo(theirs)
                    .containsEntry("linger.ms", "9")
                    .containsEntry("acks", "all")
                    .containsEntry("client.id", id);
        }
    }

    @Test
    void limitsOfRecordsAreNoneOfDeadLettersWhichAreLarger() {
        worker.put("producer.max.request.size", "1000");
        worker.put("producer.buffer.memory", "268435456");
        worker.put("producer.compression.type", "zstd");
        assertThat(clients().deadLetterProducer(0))
                .containsEntry("max.request.size", "33554432")
                .containsEntry("buffer.memory", "268435456")
                .containsEntry("compression.type", "zstd");
        assertThat(clients().producer(0)).containsEntry("max.request.size", "1000");

        connector.put("producer.override.max.request.size", "lots");
        assertThat(clients().deadLetterProducer(0)).containsEntry("max.request.size", "lots");
    }

    @Test
    void idempotenceIsSwitchedOffByWorkerOrConnector() {
        worker.put("producer.enable.idempotence", "false");
        assertThat(clients().producer(0))
                .containsEntry("enable.idempotence", "false")
                .containsEntry("max.in.flight.requests.per.connection", "1");

        connector.put("producer.override.enable.idempotence", "true");
        assertThat(clients().producer(0))
                .containsEntry("enable.idempotence", "true")
                .containsEntry("max.in.flight.requests.per.connection", "5");
    }

    @Test
    void batchSizeIsAsWorkerOrConnectorHasIt() {
        worker.put("producer.batch.size", "1000");
        assertThat(clients().producer(0)).containsEntry("batch.size", "1000");

        connector.put("producer.override.batch.size", "2000");
        assertThat(clients().producer(0)).containsEntry("batch.size", "2000");
    }

    @Test
    void settingsThatExcludeIdempotenceSwitchItOff() {
        for (String setting :
                new String[] {"acks=1", "acks=0", "retries=0", "max.in.flight.requests.per.connection=6"}) {
            String[] pair = setting.split("=");
            connector.put("producer.override." + pair[0], pair[1]);
            assertThat(clients().producer(0))
                    .as(setting)
                    .containsEntry("enable.idempotence", "false")
                    .containsEntry(pair[0], pair[1]);
            connector.remove("producer.override." + pair[0]);
        }
        for (String setting : new String[] {"acks=-1", "retries=5", "max.in.flight.requests.per.connection=3"}) {
            String[] pair = setting.split("=");
            connector.put("producer.override." + pair[0], pair[1]);
            assertThat(clients().producer(0))
                    .as(setting)
                    .containsEntry("enable.idempotence", "true")
                    .containsEntry(pair[0], pair[1]);
            connector.remove("producer.override." + pair[0]);
        }
    }

    @Test
    void labelsNameClusterAndGroup() {
        worker.put("group.id", "workers");

        assertThat(clients().producer(0))
                .containsEntry("metrics.context.connect.kafka.cluster.id", "cluster")
                .containsEntry("metrics.context.connect.group.id", "workers")
                .containsEntry("metrics.context.label", "x");
    }

    @Test
    void theClientOfASinksOffsetsIsAnAdminClientOfTheConnector() {
        connector.put("admin.override.retries", "7");
        Map<String, Object> settings = clients().offsetsAdmin();

        assertThat(settings)
                .containsEntry("client.id", "connector-worker-adminclient-c")
                .containsEntry("retries", "7");
        settings.put("client.id", "connector-adminclient-c-0");
        assertThat(settings).isEqualTo(clients().topicAdmin(0));
    }

    @Test
    void workersOwnAdminClient() {
        worker.put("client.id", "w");

        assertThat(WorkerClients.admin(config()))
                .containsEntry("client.id", "connect-w-shared-admin")
                .containsEntry("bootstrap.servers", "b1:1,b2:2")
                .containsEntry("security.protocol", "SSL")
                .containsEntry("retries", "3")
                .doesNotContainKeys("producer.linger.ms", "linger.ms");
    }

    private WorkerConfig config() {
        return WorkerConfig.parse(worker, new Variables(Map.of(), new ClasspathPlugins()));
    }

    private TaskClients clients() {
        return new TaskClients(config(), "cluster", "c", connector);
    }

    /** Calls one of the static methods of Apache's worker that put client settings together. */
    @SuppressWarnings("unchecked") // Their result type is not visible to reflection.
    private Map<String, Object> apache(String name, String clientId, ConnectorType type) throws Exception {
        Method method = Arrays.stream(Worker.class.getDeclaredMethods())
                .filter(m -> m.getName().equals(name))
                .findFirst()
                .orElseThrow();
        method.setAccessible(true);
        StandaloneConfig config = new StandaloneConfig(worker);
        ConnectorConfig parsed =
                new ConnectorConfig(new Plugins(Map.of("plugin.discovery", "service_load")), connector);
        ConnectorClientConfigOverridePolicy policy = new AllConnectorClientConfigOverridePolicy();
        try {
            return (Map<String, Object>)
                    (type == null
                            ? method.invoke(
                                    null,
                                    "c",
                                    clientId,
                                    config,
                                    parsed,
                                    FileStreamSinkConnector.class,
                                    policy,
                                    "cluster")
                            : method.invoke(
                                    null,
                                    "c",
                                    clientId,
                                    config,
                                    parsed,
                                    FileStreamSinkConnector.class,
                                    policy,
                                    "cluster",
                                    type));
        } catch (InvocationTargetException e) {
            throw new AssertionError(e.getCause());
        }
    }
}
