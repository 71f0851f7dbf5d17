package io.penstock.connect.datagen;

import io.penstock.connect.datagen.dataset.Draw;
import io.penstock.connect.datagen.dataset.Flaw;
import io.penstock.connect.datagen.dataset.RowType;
import io.penstock.connect.datagen.dataset.Shape;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Makes the record with a given number, the same one each time. Not thread-safe. */
final class Generator {

    private final DatagenConfig config;
    private final Draw draw;
    private final Shape shape;
    private final long timeStart;
    private final int timeStep;
    private final int[] keyIndexes;
    private final @Nullable RowType keyType;
    private final @Nullable Schema keySchema;

    Generator(DatagenConfig config) {
        this.config = config;
        draw = new Draw(config.seed());
        shape = config.shape();
        timeStart = config.timeStart();
        timeStep = config.timeStep();
        RowType rows = config.dataset().type(Flaw.NONE);
        keyIndexes = config.keyFields().stream().mapToInt(rows::indexOf).toArray();
        keyType = keyIndexes.length > 1 ? rows.select(rows.schema().name() + "Key", config.keyFields()) : null;
        keySchema = keySchema(rows);
    }

    private @Nullable Schema keySchema(RowType rows) {
        if (keyIndexes.length == 0) {
            return null;
        }
        return shape.schemaOf(
                keyType != null
                        ? keyType.schema()
                        : rows.fields().get(keyIndexes[0]).schema());
    }

    /**
     * Makes a record.
     *
     * @param number the record's number, from 0
     * @param partition the source partition of its slice
     * @param offset the source offset behind it
     */
    SourceRecord record(long number, Map<String, ?> partition, Map<String, ?> offset) {
        Flaw flaw = config.flaw(number);
        @Nullable Object[] row = config.dataset().row(draw, number, timeStart + number * timeStep, timeStep, shape, flaw);
        RowType type = config.dataset().type(flaw);
        return new SourceRecord(
                partition,
                offset,
                config.topic(),
                config.partition(number),
                keySchema,
                key(row),
                shape.schemaOf(type.schema()),
                shape.row(type, row));
    }

    private @Nullable Object key(@Nullable Object[] row) {
        if (keyType == null) {
            return keyIndexes.length == 0 ? null : row[keyIndexes[0]];
        }
        @Nullable Object[] values = new @Nullable Object[keyIndexes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = row[keyIndexes[i]];
        }
        return shape.row(keyType, values);
    }
}
