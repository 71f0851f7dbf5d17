package io.penstock.core.config.key;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.CaseInsensitiveValidString;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.ValidList;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;

/** The keys of a standalone worker (Apache: {@code WorkerConfig}, {@code StandaloneConfig}) and Penstock's own. */
public final class WorkerKeys {

    /** Brokers to start from. */
    public static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
    /** How host names of brokers are looked up. */
    public static final String CLIENT_DNS_LOOKUP = "client.dns.lookup";
    /** Converter of record keys; also a connector key. */
    public static final String KEY_CONVERTER = "key.converter";
    /** Converter of record values; also a connector key. */
    public static final String VALUE_CONVERTER = "value.converter";
    /** Converter of headers; also a connector key. */
    public static final String HEADER_CONVERTER = "header.converter";
    /** What is appended to a plugin's prefix to choose its version. */
    public static final String PLUGIN_VERSION = "plugin.version";
    /** How long all tasks together may take to stop. */
    public static final String TASK_SHUTDOWN_TIMEOUT = "task.shutdown.graceful.timeout.ms";
    /** How often source offsets are committed. */
    public static final String OFFSET_FLUSH_INTERVAL = "offset.flush.interval.ms";
    /** How long a commit of source offsets may take. */
    public static final String OFFSET_FLUSH_TIMEOUT = "offset.flush.timeout.ms";
    /** Where plain plugin archives are. */
    public static final String PLUGIN_PATH = "plugin.path";
    /** How Apache's worker looks for plugins. */
    public static final String PLUGIN_DISCOVERY = "plugin.discovery";
    /** Length of a metrics sample. */
    public static final String METRICS_SAMPLE_WINDOW = "metrics.sample.window.ms";
    /** Number of metrics samples. */
    public static final String METRICS_NUM_SAMPLES = "metrics.num.samples";
    /** Least important metrics to record. */
    public static final String METRICS_RECORDING_LEVEL = "metrics.recording.level";
    /** Classes that publish metrics. */
    public static final String METRIC_REPORTERS = "metric.reporters";
    /** Names of variable providers. */
    public static final String CONFIG_PROVIDERS = "config.providers";
    /** Which client settings connectors may override. */
    public static final String OVERRIDE_POLICY = "connector.client.config.override.policy";
    /** Settings that the Allowlist policy lets through. */
    public static final String OVERRIDE_ALLOWLIST = "connector.client.config.override.allowlist";
    /** Whether the worker creates topics for source connectors. */
    public static final String TOPIC_CREATION_ENABLE = "topic.creation.enable";
    /** Whether the worker keeps track of the topics of each connector. */
    public static final String TOPIC_TRACKING_ENABLE = "topic.tracking.enable";
    /** Whether tracked topics may be reset. */
    public static final String TOPIC_TRACKING_ALLOW_RESET = "topic.tracking.allow.reset";
    /** Offsets file of Apache's standalone worker. */
    public static final String OFFSET_STORAGE_FILE = "offset.storage.file.filename";
    /** Makes the worker a member of a group. */
    public static final String GROUP_ID = "group.id";
    /** Where Penstock is installed. */
    public static final String HOME = "penstock.home";
    /** Where the worker keeps what it has to remember. */
    public static final String DATA_DIR = "penstock.data.dir";
    /** Where bundles are dropped. */
    public static final String DEPLOY_DIR = "penstock.deploy.dir";
    /** Connector files of the command line. */
    public static final String CONNECTOR_FILES = "penstock.connector.files";

    private static final String TABLE = """
            bootstrap.servers | LIST | ! | HIGH
              Addresses (host:port) of some brokers of the cluster; the others are found through them.
            client.dns.lookup | STRING | use_all_dns_ips | MEDIUM
              Whether a client tries every address that a broker's host name stands for, or first expands the bootstrap
              addresses to canonical names.
            key.converter | CLASS | ! | HIGH
              Plugin that turns record keys into bytes and back, for connectors that do not name one themselves. Keys that
              start with 'key.converter.' are passed to it.
            key.converter.plugin.version | STRING | - | LOW
              Version of the worker's key converter: a Maven version, a range, or the newest when not set.
            value.converter | CLASS | ! | HIGH
              Plugin that turns record values into bytes and back, for connectors that do not name one themselves. Keys
              that start with 'value.converter.' are passed to it.
            value.converter.plugin.version | STRING | - | LOW
              Version of the worker's value converter: a Maven version, a range, or the newest when not set.
            header.converter | CLASS | - | LOW
              Plugin that turns header values into bytes and back. The default writes them as text and guesses the type
              when it reads them.
            header.converter.plugin.version | STRING | - | LOW
              Version of the worker's header converter: a Maven version, a range, or the newest when not set.
            task.shutdown.graceful.timeout.ms | LONG | 5000 | LOW
              How long tasks that are stopped together may take to finish, in ms, all of them counted together. Then their
              threads are interrupted.
            offset.flush.interval.ms | LONG | 60000 | LOW
              How often a task's offsets are committed, in ms.
            offset.flush.timeout.ms | LONG | 5000 | LOW
              How long a commit of offsets may take, in ms, before it is given up and tried again at the next interval.
            plugin.path | LIST | - | LOW
              Directories whose plain plugin archives are deployed at start. Variables are not resolved here.
            plugin.discovery | STRING | hybrid_warn | LOW
              How Apache's worker looks for plugins. Checked, and otherwise without effect: bundles declare their plugins.
            metrics.sample.window.ms | LONG | 30000 | LOW
              Time over which one sample of a metric is taken, in ms.
            metrics.num.samples | INT | 2 | LOW
              How many samples a metric is computed from.
            metrics.recording.level | STRING | INFO | LOW
              The level from which metrics are recorded.
            metric.reporters | LIST | org.apache.kafka.common.metrics.JmxReporter | LOW
              Classes that publish metrics.
            config.providers | LIST | "" | LOW
              Names of variable providers. Each needs config.providers.<name>.class and takes
              config.providers.<name>.param.* as its settings.
            connector.client.config.override.policy | STRING | All | MEDIUM
              Policy plugin that decides which settings of their Kafka clients connectors may override: All, None,
              Allowlist (with connector.client.config.override.allowlist), Principal, or a class name.
            topic.creation.enable | BOOLEAN | true | LOW
              Whether the worker creates the topics of source connectors that have topic.creation.* keys.
            topic.tracking.enable | BOOLEAN | true | LOW
              Whether the worker remembers which topics each connector has used.
            topic.tracking.allow.reset | BOOLEAN | true | LOW
              Whether what is remembered of a connector's topics may be reset over REST.
            offset.storage.file.filename | STRING | - | HIGH
              Offsets file of Apache's standalone worker; imported once, when the worker has no offsets of its own yet.
            penstock.home | STRING | - | LOW
              Directory that Penstock is installed in.
            penstock.data.dir | STRING | - | MEDIUM
              Directory for connector configurations, statuses and offsets; 'data' under penstock.home when not set.
            penstock.deploy.dir | STRING | - | MEDIUM
              Directory that is watched for plugin bundles and archives; 'deploy' under penstock.home when not set.
            penstock.connector.files | STRING | - | LOW
              Connector files that are applied at start, one path a line.""";

    private WorkerKeys() {}

    /** A new definition of all keys; keys that name classes have type CLASS. */
    public static ConfigDef definition() {
        ConfigDef def = new KeyTable(TABLE)
                .rule(BOOTSTRAP_SERVERS, ValidList.anyNonDuplicateValues(false, false))
                .rule(CLIENT_DNS_LOOKUP, ValidString.in("use_all_dns_ips", "resolve_canonical_bootstrap_servers_only"))
                .defaultValue(HEADER_CONVERTER, SimpleHeaderConverter.class)
                .rule(PLUGIN_PATH, ValidList.anyNonDuplicateValues(false, true))
                .rule(
                        PLUGIN_DISCOVERY,
                        CaseInsensitiveValidString.in("ONLY_SCAN", "HYBRID_WARN", "HYBRID_FAIL", "SERVICE_LOAD"))
                .rule(METRICS_SAMPLE_WINDOW, Range.atLeast(0))
                .rule(METRICS_NUM_SAMPLES, Range.atLeast(1))
                .rule(METRICS_RECORDING_LEVEL, ValidString.in("INFO", "DEBUG"))
                .rule(METRIC_REPORTERS, ValidList.anyNonDuplicateValues(true, false))
                .rule(CONFIG_PROVIDERS, ValidList.anyNonDuplicateValues(true, false))
                .defineIn(new ConfigDef());
        def.withClientSslSupport();
        return RestKeys.define(def);
    }

    /** The key that chooses the version of the plugin that another key names. */
    public static String version(String pluginKey) {
        return pluginKey + "." + PLUGIN_VERSION;
    }
}
