package io.penstock.connect.datagen;

import io.penstock.connect.datagen.dataset.Flaw;
import io.penstock.connect.datagen.dataset.Quickstart;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** The settings that users write: names, defaults, limits and what the REST API tells about them. */
final class DatagenSettings {

    static final String TOPIC = "topic";
    static final String DATASET = "dataset";
    static final String SEED = "seed";
    static final String SCHEMAS = "schemas";
    static final String KEY_FIELD = "key.field";
    static final String TIME_START = "time.start";
    static final String TIME_STEP = "time.step.ms";
    static final String COUNT = "count";
    static final String RATE = "rate";
    static final String BATCH_SIZE = "batch.size";
    static final String BAD_EVERY = "bad.every";
    static final String BAD_KIND = "bad.kind";
    static final String SLICES = "slices";
    static final String PARTITIONS = "partitions";

    /** Set by the connector for each of its tasks, never by users: the slices that are the task's, as in {@code 0,4,8}. */
    static final String TASK_SLICES = "task.slices";

    static final int MAX_SLICES = 256;

    private static final String DATA = "Data";
    private static final String FORM = "Form";
    private static final String TIMES = "Times";
    private static final String VOLUME = "Volume";
    private static final String FLAWS = "Bad records";
    private static final String LAYOUT = "Layout";

    private static final Pattern TOPIC_NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    private DatagenSettings() {}

    /** A new definition each time, as definitions can be added to. */
    static ConfigDef definition() {
        ConfigDef def = new ConfigDef();
        defineData(def);
        defineForm(def);
        defineTimes(def);
        defineVolume(def);
        defineFlaws(def);
        defineLayout(def);
        return def;
    }

    private static void defineData(ConfigDef def) {
        int order = 0;
        def.define(
                TOPIC,
                ConfigDef.Type.STRING,
                ConfigDef.NO_DEFAULT_VALUE,
                check(DatagenSettings::isTopicName, "a topic name: 1 to 249 letters, digits, '.', '_' or '-'"),
                Importance.HIGH,
                "The topic that the records go to.",
                DATA,
                ++order,
                Width.MEDIUM,
                "Topic");
        def.define(
                DATASET,
                ConfigDef.Type.STRING,
                Quickstart.ids().get(0),
                ValidString.in(Quickstart.ids().toArray(String[]::new)),
                Importance.HIGH,
                "What the records are about: orders of a web shop (nested), users who signed up, or clicks (small and"
                        + " flat, for load).",
                DATA,
                ++order,
                Width.SHORT,
                "Dataset",
                List.of(KEY_FIELD),
                new Choices(settings -> Quickstart.ids()));
        def.define(
                SEED,
                ConfigDef.Type.LONG,
                1L,
                Importance.MEDIUM,
                "Two connectors with the same seed make the same records; another seed makes others.",
                DATA,
                ++order,
                Width.SHORT,
                "Seed");
    }

    private static void defineForm(ConfigDef def) {
        int order = 0;
        def.define(
                SCHEMAS,
                ConfigDef.Type.BOOLEAN,
                true,
                Importance.MEDIUM,
                "Whether records are structs with a schema. If false they are maps without one: times are milliseconds"
                        + " since 1970, dates text, money a floating-point number.",
                FORM,
                ++order,
                Width.SHORT,
                "Schemas");
        def.define(
                KEY_FIELD,
                ConfigDef.Type.LIST,
                null,
                ConfigDef.ValidList.anyNonDuplicateValues(true, true),
                Importance.MEDIUM,
                "The fields that make the key: one for a key that is the field's value, several for a struct, empty for"
                        + " records without a key. Unless it is set: id of orders and users, session of clicks.",
                FORM,
                ++order,
                Width.MEDIUM,
                "Key fields",
                new Choices(DatagenSettings::possibleKeys));
    }

    private static void defineTimes(ConfigDef def) {
        int order = 0;
        def.define(
                TIME_START,
                ConfigDef.Type.STRING,
                "2026-01-01T00:00:00Z",
                check(DatagenSettings::isInstant, "a time as in 2026-01-01T00:00:00Z"),
                Importance.LOW,
                "When the first event happens. Events carry their time in a field; the timestamp of the Kafka record is"
                        + " the time of writing.",
                TIMES,
                ++order,
                Width.MEDIUM,
                "Time of the first event");
        def.define(
                TIME_STEP,
                ConfigDef.Type.INT,
                1000,
                whole(0, Integer.MAX_VALUE),
                Importance.LOW,
                "How many milliseconds events are apart on average.",
                TIMES,
                ++order,
                Width.SHORT,
                "Time between events");
    }

    private static void defineVolume(ConfigDef def) {
        int order = 0;
        def.define(
                COUNT,
                ConfigDef.Type.LONG,
                -1L,
                check(value -> ((Long) value) >= -1, "0 or more, or -1 for records without end"),
                Importance.HIGH,
                "How many records all tasks make together, restarts included; then the connector stays, making no more."
                        + " -1 for no end.",
                VOLUME,
                ++order,
                Width.SHORT,
                "Number of records");
        def.define(
                RATE,
                ConfigDef.Type.DOUBLE,
                100.0,
                check(DatagenSettings::isRate, "more than 0 records per second, or -1 for no limit"),
                Importance.HIGH,
                "How many records per second all tasks make together. -1 for as many as the worker takes.",
                VOLUME,
                ++order,
                Width.SHORT,
                "Records per second");
        def.define(
                BATCH_SIZE,
                ConfigDef.Type.INT,
                1000,
                whole(1, 100_000),
                Importance.LOW,
                "How many records a task hands over at once at most. With transaction.boundary=connector, each batch is"
                        + " a transaction.",
                VOLUME,
                ++order,
                Width.SHORT,
                "Batch size");
    }

    private static void defineFlaws(ConfigDef def) {
        int order = 0;
        def.define(
                BAD_EVERY,
                ConfigDef.Type.LONG,
                0L,
                whole(0, Long.MAX_VALUE),
                Importance.MEDIUM,
                "Spoils one record of so many, to see how a pipeline takes it: 100 for one in a hundred, 1 for all, 0"
                        + " for none.",
                FLAWS,
                ++order,
                Width.SHORT,
                "One bad record in",
                List.of(BAD_KIND));
        def.define(
                BAD_KIND,
                ConfigDef.Type.STRING,
                Flaw.TEXT.id(),
                ValidString.in(Flaw.ids().toArray(String[]::new)),
                Importance.LOW,
                "How bad records are bad. text: a number is the text 'n/a' (amount of orders, balance of users, millis"
                        + " of clicks); the record is written, and fails where a sink casts the field to a number."
                        + " unconvertible: the source's own value converter refuses the record.",
                FLAWS,
                ++order,
                Width.SHORT,
                "Kind of bad record",
                new Choices(settings -> Flaw.ids()));
    }

    private static void defineLayout(ConfigDef def) {
        int order = 0;
        def.define(
                SLICES,
                ConfigDef.Type.INT,
                16,
                whole(1, MAX_SLICES),
                Importance.LOW,
                "Into how many slices the records are split; the most tasks that can share the work. Changing it later"
                        + " starts again with the first record.",
                LAYOUT,
                ++order,
                Width.SHORT,
                "Slices");
        def.define(
                PARTITIONS,
                ConfigDef.Type.INT,
                0,
                whole(0, Integer.MAX_VALUE),
                Importance.LOW,
                "Deals records out evenly to so many partitions of the topic, which has to have them. 0 leaves the"
                        + " choice to the producer, which goes by the key.",
                LAYOUT,
                ++order,
                Width.SHORT,
                "Partitions");
    }

    private static boolean isTopicName(Object value) {
        String name = value.toString();
        return TOPIC_NAME.matcher(name).matches() && !name.equals(".") && !name.equals("..");
    }

    private static boolean isInstant(Object value) {
        try {
            return Instant.parse(value.toString()).toEpochMilli() > Long.MIN_VALUE;
        } catch (DateTimeParseException | ArithmeticException e) {
            return false;
        }
    }

    private static boolean isRate(Object value) {
        double rate = ((Number) value).doubleValue();
        return rate == -1 || (rate > 0 && rate <= Double.MAX_VALUE);
    }

    private static List<String> possibleKeys(Map<String, Object> settings) {
        Object dataset = settings.get(DATASET);
        if (dataset == null || !Quickstart.ids().contains(dataset.toString())) {
            return List.of();
        }
        return Quickstart.of(dataset.toString()).keyFields();
    }

    private static Validator whole(long least, long most) {
        return check(
                value -> ((Number) value).longValue() >= least && ((Number) value).longValue() <= most,
                "from " + least + " to " + most);
    }

    /** Lets null pass: it stands for a value that could not be read, and that was said already. */
    private static Validator check(Predicate<Object> right, String expected) {
        return ConfigDef.LambdaValidator.with(
                (name, value) -> {
                    if (value != null && !right.test(value)) {
                        throw new ConfigException(name, value, "must be " + expected);
                    }
                },
                () -> expected);
    }
}
