package io.penstock.core.config.clients;

import io.penstock.core.config.ClientSettings;
import io.penstock.core.config.key.ConnectorKeys;
import io.penstock.core.config.worker.WorkerConfig;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Settings of a connector's clients, put together from the framework's defaults, the worker's {@code producer.}, {@code
 * consumer.} and {@code admin.} keys, and the connector's overrides, the later winning (Apache: {@code Worker.*Configs}).
 * Immutable; holds secrets (I6).
 */
public final class TaskClients implements ClientSettings {

    private static final int IDEMPOTENT_IN_FLIGHT = 5;

    /** In bytes. The clients' default of 16 KiB is ten records of JSON with its schema, and a request for each ten. */
    private static final int SOURCE_BATCH = 128 * 1024;

    /** How long a replay waits for a broker before it says so, in ms. */
    private static final String REPLAY_WAIT_MS = "60000";

    private static final String REPLAY_DELIVERY_MS = "120000";

    /** In bytes. */
    private static final long LETTER_BYTES = 32 << 20;

    private static final Set<String> IN_FLIGHT_THAT_KEEP_ORDER = Set.of("1", "2", "3", "4", "5");

    private final WorkerConfig worker;
    private final String clusterId;
    private final String connector;
    private final Map<String, String> config;

    /**
     * Settings for one connector.
     *
     * @param worker the worker's configuration
     * @param clusterId the Kafka cluster's id, a label of metrics
     * @param connector the connector's name
     * @param config the connector's configuration, resolved
     */
    public TaskClients(WorkerConfig worker, String clusterId, String connector, Map<String, String> config) {
        this.worker = worker;
        this.clusterId = clusterId;
        this.connector = connector;
        this.config = config;
    }

    /** Batches are larger than Apache's by default: a request costs the same whatever it holds. */
    @Override
    public Map<String, Object> producer(int task) {
        Map<String, Object> settings = producer("connector-producer-" + id(task));
        settings.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(SOURCE_BATCH));
        return settings;
    }

    @Override
    public Map<String, Object> consumer(int task) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, "connect-" + connector);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "connector-consumer-" + id(task));
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, worker.bootstrapServers());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.putAll(worker.originalsWithPrefix("consumer."));
        settings.putAll(MetricsContext.labels(worker, clusterId));
        settings.putAll(overrides(ConnectorKeys.CONSUMER_OVERRIDE));
        return settings;
    }

    @Override
    public Map<String, Object> topicAdmin(int task) {
        return admin("connector-adminclient-" + id(task));
    }

    @Override
    public Map<String, Object> deadLetterProducer(int task) {
        Map<String, Object> settings = producer("connector-dlq-producer-" + id(task));
        // A letter is larger than its record. How large it may be, its topic says; the client's own limit is for
        // records.
        atLeast(settings, ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LETTER_BYTES);
        atLeast(settings, ProducerConfig.BUFFER_MEMORY_CONFIG, 2 * LETTER_BYTES);
        settings.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
        return settings;
    }

    private static void atLeast(Map<String, Object> settings, String key, long least) {
        String set = String.valueOf(settings.getOrDefault(key, "0")).trim();
        // What is no number is left to the client, which refuses it by name.
        if (!set.matches("[0-9]{1,18}") ? set.isEmpty() : Long.parseLong(set) < least) {
            settings.put(key, Long.toString(least));
        }
    }

    @Override
    public Map<String, Object> deadLetterAdmin(int task) {
        return admin("connector-dlq-adminclient-" + id(task));
    }

    @Override
    public Map<String, Object> offsetsAdmin() {
        return admin("connector-worker-adminclient-" + connector);
    }

    @Override
    public Map<String, Object> letterConsumer() {
        Map<String, Object> settings = consumer(0);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "connector-dlq-consumer-" + connector);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // Looking must not make what is looked for.
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        return settings;
    }

    @Override
    public Map<String, Object> replayProducer() {
        Map<String, Object> settings =
                producer("connector-replay-producer-" + connector, REPLAY_WAIT_MS, REPLAY_DELIVERY_MS);
        atLeast(settings, ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LETTER_BYTES);
        atLeast(settings, ProducerConfig.BUFFER_MEMORY_CONFIG, 2 * LETTER_BYTES);
        return settings;
    }

    @Override
    public Map<String, Object> auditProducer() {
        Map<String, Object> settings =
                producer("connector-audit-producer-" + connector, REPLAY_WAIT_MS, REPLAY_DELIVERY_MS);
        // What the audit says has to be there, whatever was found good enough for records.
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, Integer.toString(IDEMPOTENT_IN_FLIGHT));
        settings.put(ProducerConfig.RETRIES_CONFIG, Integer.toString(Integer.MAX_VALUE));
        settings.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        return settings;
    }

    @Override
    public Map<String, Object> replayAdmin() {
        return admin("connector-replay-adminclient-" + connector);
    }

    private Map<String, Object> producer(String clientId) {
        return producer(clientId, Long.toString(Long.MAX_VALUE), Integer.toString(Integer.MAX_VALUE));
    }

    /**
     * Producers are idempotent, other than Apache's, so that retries neither duplicate nor reorder and five requests may
     * be under way. {@code enable.idempotence=false} turns that off for old brokers; so does any setting that excludes it,
     * for a worker file that ran on Apache's worker has to run here.
     */
    private Map<String, Object> producer(String clientId, String maxBlockMs, String deliveryMs) {
        Map<String, String> wanted = new HashMap<>(worker.originalsWithPrefix("producer."));
        wanted.putAll(overrides(ConnectorKeys.PRODUCER_OVERRIDE));
        boolean idempotent = idempotent(wanted);
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, worker.bootstrapServers());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, maxBlockMs);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, Boolean.toString(idempotent));
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                Integer.toString(idempotent ? IDEMPOTENT_IN_FLIGHT : 1));
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliveryMs);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        settings.putAll(worker.originalsWithPrefix("producer."));
        settings.putAll(MetricsContext.labels(worker, clusterId));
        settings.putAll(overrides(ConnectorKeys.PRODUCER_OVERRIDE));
        return settings;
    }

    private static boolean idempotent(Map<String, String> wanted) {
        String asked = wanted.get(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG);
        if (asked != null) {
            return asked.trim().equalsIgnoreCase("true");
        }
        String acks =
                wanted.getOrDefault(ProducerConfig.ACKS_CONFIG, "all").trim().toLowerCase(Locale.ROOT);
        String retries = wanted.getOrDefault(ProducerConfig.RETRIES_CONFIG, "1").trim();
        String inFlight = wanted.getOrDefault(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1")
                .trim();
        boolean fewInFlight = !inFlight.matches("[0-9]+") || IN_FLIGHT_THAT_KEEP_ORDER.contains(inFlight);
        return (acks.equals("all") || acks.equals("-1")) && !retries.equals("0") && fewInFlight;
    }

    private Map<String, Object> admin(String clientId) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, worker.bootstrapServers());
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        settings.putAll(WorkerClients.unprefixed(worker));
        settings.putAll(worker.originalsWithPrefix("admin."));
        settings.putAll(overrides(ConnectorKeys.ADMIN_OVERRIDE));
        settings.putAll(MetricsContext.labels(worker, clusterId));
        return settings;
    }

    private Map<String, String> overrides(String prefix) {
        Map<String, String> found = new HashMap<>();
        config.forEach((key, value) -> {
            if (key.startsWith(prefix) && key.length() > prefix.length()) {
                found.put(key.substring(prefix.length()), value);
            }
        });
        return found;
    }

    private String id(int task) {
        return connector + "-" + task;
    }
}
