package io.penstock.core.config.worker;

import io.penstock.api.ErrorCode;
import io.penstock.core.config.PluginSettings;
import io.penstock.core.config.key.Definitions;
import io.penstock.core.config.key.RestKeys;
import io.penstock.core.config.key.WorkerKeys;
import io.penstock.core.config.variables.ResolvedConfig;
import io.penstock.core.config.variables.Variables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker file, checked and with variables resolved (Apache: {@code WorkerConfig}, {@code StandaloneConfig}).
 * Immutable. Holds secrets: its {@link #toString} shows keys only (I6).
 */
public final class WorkerConfig {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerConfig.class);

    private static final Map<String, String> EXAMPLES = Map.of(
            WorkerKeys.BOOTSTRAP_SERVERS, "localhost:9092",
            WorkerKeys.KEY_CONVERTER, "org.apache.kafka.connect.json.JsonConverter",
            WorkerKeys.VALUE_CONVERTER, "org.apache.kafka.connect.json.JsonConverter");

    private final Map<String, String> originals;
    private final Map<String, @Nullable Object> values;
    private final Map<String, Optional<String>> unknownKeys;

    private WorkerConfig(Map<String, String> originals, Map<String, @Nullable Object> values, Set<String> known) {
        this.originals = Map.copyOf(originals);
        this.values = values;
        this.unknownKeys = UnknownKeys.in(originals.keySet(), known);
    }

    /**
     * Reads a worker file. Resolves variables on the calling thread, so never call it on the control loop (I3). Logs
     * keys that are not known.
     *
     * @throws io.penstock.api.WorkerException CONFIG_INVALID with all that is wrong, a line each: key, value, way out
     */
    public static WorkerConfig parse(Map<String, String> file, Variables variables) {
        ResolvedConfig resolved = variables.resolve(new HashMap<>(file));
        Map<String, String> originals = new HashMap<>(resolved.values());
        // Archives are deployed before any provider is there, so variables cannot stand in their path.
        restoreRaw(originals, file, WorkerKeys.PLUGIN_PATH);
        ConfigDef definition = Definitions.textual(WorkerKeys.definition());
        Map<String, ConfigValue> checked = definition.validateAll(originals);
        List<String> problems = new ArrayList<>();
        Map<String, @Nullable Object> values = new HashMap<>();
        for (String key : definition.names()) {
            ConfigValue value = checked.get(key);
            if (value != null) {
                values.put(key, value.value());
                value.errorMessages().forEach(message -> problems.add(describe(key, message, resolved)));
            }
        }
        if (!problems.isEmpty()) {
            throw ErrorCode.CONFIG_INVALID.of("The worker file is not valid:\n- " + String.join("\n- ", problems));
        }
        WorkerConfig config = new WorkerConfig(originals, values, definition.names());
        config.warn(resolved);
        return config;
    }

    private static void restoreRaw(Map<String, String> originals, Map<String, String> file, String key) {
        String raw = file.get(key);
        if (raw != null) {
            originals.put(key, raw);
        }
    }

    private static String describe(String key, String message, ResolvedConfig resolved) {
        String example = EXAMPLES.get(key);
        String hint = resolved.raw().get(key) == null && example != null
                ? " Add it to the worker file, for example " + key + "=" + example
                : " Correct " + key + " in the worker file";
        return resolved.hideIn(key, message) + (message.endsWith(".") ? "" : ".") + hint;
    }

    private void warn(ResolvedConfig resolved) {
        unknownKeys.forEach((key, meant) -> LOG.warn(
                "Worker key '{}' is not known and has no effect.{}",
                key,
                meant.map(m -> " Did you mean '" + m + "'?").orElse(" Check its spelling or remove it.")));
        Set<String> removed = new TreeSet<>(originals.keySet());
        removed.removeIf(
                key -> !key.startsWith("internal.key.converter") && !key.startsWith("internal.value.converter"));
        if (!removed.isEmpty()) {
            LOG.warn("Worker keys {} have no effect: the worker writes its own data as JSON. Remove them.", removed);
        }
        if (resolved.isVariable(WorkerKeys.PLUGIN_PATH)) {
            LOG.warn(
                    "Variables are not resolved in {}: '{}' is used as it is.",
                    WorkerKeys.PLUGIN_PATH,
                    originals.get(WorkerKeys.PLUGIN_PATH));
        }
        if (!resolved.unresolved().isEmpty()) {
            LOG.warn(
                    "Variables {} of the worker file are used as they are: their provider or key is not known.",
                    resolved.unresolved());
        }
    }

    /** Every key of the worker file, variables resolved, without those that declare variable providers. */
    public Map<String, String> originals() {
        Map<String, String> all = new TreeMap<>(originals);
        all.keySet().removeIf(key -> key.startsWith(WorkerKeys.CONFIG_PROVIDERS));
        return all;
    }

    /** The keys behind a prefix, prefix removed. */
    public Map<String, String> originalsWithPrefix(String prefix) {
        Map<String, String> found = new TreeMap<>();
        originals.forEach((key, value) -> {
            if (key.startsWith(prefix) && key.length() > prefix.length()) {
                found.put(key.substring(prefix.length()), value);
            }
        });
        return found;
    }

    /** Keys that nothing reads, each with the known key that was perhaps meant. */
    public Map<String, Optional<String>> unknownKeys() {
        return unknownKeys;
    }

    /** {@code bootstrap.servers}, separated by commas. */
    public String bootstrapServers() {
        return String.join(",", list(WorkerKeys.BOOTSTRAP_SERVERS));
    }

    /** The worker's key converter. */
    public PluginSettings keyConverter() {
        return converter("key", WorkerKeys.KEY_CONVERTER);
    }

    /** The worker's value converter. */
    public PluginSettings valueConverter() {
        return converter("value", WorkerKeys.VALUE_CONVERTER);
    }

    /** The worker's header converter. */
    public PluginSettings headerConverter() {
        return converter("header", WorkerKeys.HEADER_CONVERTER);
    }

    private PluginSettings converter(String alias, String key) {
        return new PluginSettings(
                alias,
                string(key).orElseThrow(),
                string(WorkerKeys.version(key)).orElse(null),
                originalsWithPrefix(key + "."));
    }

    /** {@code task.shutdown.graceful.timeout.ms}: how long all tasks that are stopped together may take. */
    public long taskShutdownTimeoutMs() {
        return number(WorkerKeys.TASK_SHUTDOWN_TIMEOUT);
    }

    /** {@code offset.flush.interval.ms}. */
    public long offsetFlushIntervalMs() {
        return number(WorkerKeys.OFFSET_FLUSH_INTERVAL);
    }

    /** {@code offset.flush.timeout.ms}. */
    public long offsetFlushTimeoutMs() {
        return number(WorkerKeys.OFFSET_FLUSH_TIMEOUT);
    }

    /** {@code plugin.path} as it is written. */
    public List<String> pluginPath() {
        return list(WorkerKeys.PLUGIN_PATH);
    }

    /** {@code connector.client.config.override.policy}: class name or alias. */
    public String overridePolicy() {
        return string(WorkerKeys.OVERRIDE_POLICY).orElseThrow();
    }

    /** {@code topic.creation.enable}. */
    public boolean topicCreationEnabled() {
        return flag(WorkerKeys.TOPIC_CREATION_ENABLE);
    }

    /** {@code topic.tracking.enable}. */
    public boolean topicTrackingEnabled() {
        return flag(WorkerKeys.TOPIC_TRACKING_ENABLE);
    }

    /** {@code topic.tracking.allow.reset}. */
    public boolean topicTrackingResetAllowed() {
        return flag(WorkerKeys.TOPIC_TRACKING_ALLOW_RESET);
    }

    /** {@code metrics.sample.window.ms}. */
    public long metricsSampleWindowMs() {
        return number(WorkerKeys.METRICS_SAMPLE_WINDOW);
    }

    /** {@code metrics.num.samples}. */
    public int metricsNumSamples() {
        return (int) number(WorkerKeys.METRICS_NUM_SAMPLES);
    }

    /** {@code metrics.recording.level}: INFO or DEBUG. */
    public String metricsRecordingLevel() {
        return string(WorkerKeys.METRICS_RECORDING_LEVEL).orElseThrow();
    }

    /** {@code metric.reporters}. */
    public List<String> metricReporters() {
        return list(WorkerKeys.METRIC_REPORTERS);
    }

    /** {@code listeners}. */
    public List<String> listeners() {
        return list(RestKeys.LISTENERS);
    }

    /**
     * The keys that the REST API needs, resolved, {@code listeners} with its default; all keys when extensions are named, for
     * an extension finds its own among the worker's (KIP-285). Holds secrets (I6).
     */
    public Map<String, String> restSettings() {
        boolean extended = !list(RestKeys.EXTENSIONS).isEmpty();
        Map<String, String> settings = new TreeMap<>();
        settings.put(RestKeys.LISTENERS, String.join(",", listeners()));
        originals.forEach((key, value) -> {
            if (extended || RestKeys.concerns(key)) {
                settings.put(key, value);
            }
        });
        return settings;
    }

    /** {@code group.id}; present makes the worker a member of a group. */
    public Optional<String> groupId() {
        return Optional.ofNullable(originals.get(WorkerKeys.GROUP_ID))
                .map(String::trim)
                .filter(id -> !id.isEmpty());
    }

    /** Whether the worker is to be a member of a group. */
    public boolean distributed() {
        return groupId().isPresent();
    }

    /** {@code offset.storage.file.filename}: offsets of Apache's standalone worker, to be imported. */
    public Optional<Path> offsetStorageFile() {
        return path(WorkerKeys.OFFSET_STORAGE_FILE);
    }

    /** {@code penstock.home}. */
    public Optional<Path> home() {
        return path(WorkerKeys.HOME);
    }

    /** {@code penstock.data.dir}, or {@code data} under the home directory. */
    public Path dataDir() {
        return path(WorkerKeys.DATA_DIR).orElseGet(() -> underHome("data"));
    }

    /** {@code penstock.deploy.dir}, or {@code deploy} under the home directory. */
    public Path deployDir() {
        return path(WorkerKeys.DEPLOY_DIR).orElseGet(() -> underHome("deploy"));
    }

    /** {@code penstock.connector.files}: connector files of the command line in order. */
    public List<Path> connectorFiles() {
        return string(WorkerKeys.CONNECTOR_FILES).stream()
                .flatMap(String::lines)
                .map(String::trim)
                .filter(line -> !line.isEmpty())
                .map(Path::of)
                .toList();
    }

    private Path underHome(String directory) {
        return home().map(home -> home.resolve(directory)).orElseGet(() -> Path.of(directory));
    }

    private Optional<Path> path(String key) {
        return string(key).filter(text -> !text.isEmpty()).map(Path::of);
    }

    private Optional<String> string(String key) {
        return Optional.ofNullable((String) values.get(key));
    }

    private List<String> list(String key) {
        Object value = values.get(key);
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    private long number(String key) {
        Object value = values.get(key);
        if (value instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalStateException(key + " has no default");
    }

    private boolean flag(String key) {
        return Boolean.TRUE.equals(values.get(key));
    }

    /** Says which keys there are, never their values. */
    @Override
    public String toString() {
        return "WorkerConfig" + new TreeSet<>(originals.keySet());
    }
}
