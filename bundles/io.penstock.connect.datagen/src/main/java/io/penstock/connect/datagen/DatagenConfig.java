package io.penstock.connect.datagen;

import io.penstock.connect.datagen.dataset.Flaw;
import io.penstock.connect.datagen.dataset.Quickstart;
import io.penstock.connect.datagen.dataset.Shape;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** A connector's settings, checked. Immutable. {@link DatagenSettings} says what each of them means. */
final class DatagenConfig extends AbstractConfig {

    private final Quickstart dataset;
    private final List<String> keyFields;
    // Asked for with every record, and looking a setting up costs as much as making a field.
    private final String topic;
    private final long badEvery;
    private final Flaw badKind;
    private final int partitions;

    /**
     * @param settings a connector's or a task's configuration
     * @throws ConfigException if a setting is missing or wrong; the message names it
     */
    DatagenConfig(Map<String, String> settings) {
        super(DatagenSettings.definition(), withoutNulls(settings), false);
        dataset = Quickstart.of(getString(DatagenSettings.DATASET));
        List<String> named = getList(DatagenSettings.KEY_FIELD);
        keyFields = named == null ? dataset.key() : named.stream().distinct().toList();
        topic = getString(DatagenSettings.TOPIC);
        badEvery = getLong(DatagenSettings.BAD_EVERY);
        badKind = Flaw.of(getString(DatagenSettings.BAD_KIND));
        partitions = getInt(DatagenSettings.PARTITIONS);
        keyError(dataset, keyFields).ifPresent(error -> {
            throw new ConfigException(DatagenSettings.KEY_FIELD, named, error);
        });
    }

    private static Map<String, String> withoutNulls(Map<String, String> settings) {
        Map<String, String> set = new HashMap<>(settings);
        set.values().removeIf(Objects::isNull);
        return set;
    }

    /** What is wrong with these key fields for this dataset, if anything. */
    static Optional<String> keyError(Quickstart dataset, List<String> fields) {
        List<String> possible = dataset.keyFields();
        return fields.stream()
                .filter(field -> !possible.contains(field))
                .findFirst()
                .map(field -> "'" + field + "' cannot be in the key of dataset " + dataset.id() + "; use any of "
                        + String.join(", ", possible) + ", or leave the setting empty for records without a key");
    }

    String topic() {
        return topic;
    }

    Quickstart dataset() {
        return dataset;
    }

    long seed() {
        return getLong(DatagenSettings.SEED);
    }

    /** The number of records that all tasks make together; {@link Long#MAX_VALUE} if there is no end. */
    long count() {
        long count = getLong(DatagenSettings.COUNT);
        return count < 0 ? Long.MAX_VALUE : count;
    }

    /** Records per second of all tasks together; infinite if there is no limit. */
    double rate() {
        double rate = getDouble(DatagenSettings.RATE);
        return rate < 0 ? Double.POSITIVE_INFINITY : rate;
    }

    int batchSize() {
        return getInt(DatagenSettings.BATCH_SIZE);
    }

    Shape shape() {
        return getBoolean(DatagenSettings.SCHEMAS) ? Shape.STRUCT : Shape.MAP;
    }

    /** The fields that make the key, in order; none for records without a key. */
    List<String> keyFields() {
        return keyFields;
    }

    /** The flaw of the record with this number. */
    Flaw flaw(long number) {
        // The last of every so many, so that count records hold exactly count / every bad ones.
        return badEvery > 0 && number % badEvery == badEvery - 1 ? badKind : Flaw.NONE;
    }

    int slices() {
        return getInt(DatagenSettings.SLICES);
    }

    /** The Kafka partition of the record with this number; null to leave it to the producer. */
    @Nullable Integer partition(long number) {
        return partitions > 0 ? Integer.valueOf((int) (number % partitions)) : null;
    }

    /** When the event of record 0 happens, in milliseconds since 1970. */
    long timeStart() {
        return Instant.parse(getString(DatagenSettings.TIME_START)).toEpochMilli();
    }

    /** How far events are apart, in milliseconds. */
    int timeStep() {
        return getInt(DatagenSettings.TIME_STEP);
    }
}
