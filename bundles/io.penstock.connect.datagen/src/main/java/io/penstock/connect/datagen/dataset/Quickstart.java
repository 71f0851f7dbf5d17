package io.penstock.connect.datagen.dataset;

import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.jspecify.annotations.Nullable;

/** A dataset as users choose it, and the rows that it gives. Immutable. */
public final class Quickstart {

    /** The stream of a record's own draws; a dataset may use others. */
    private static final int RECORD = 0;

    private static final String NO_NUMBER = "n/a";

    private static final List<Quickstart> ALL = List.of(
            new Quickstart("orders", new Orders()),
            new Quickstart("users", new Users()),
            new Quickstart("clicks", new Clicks()));

    private final String id;
    private final Dataset dataset;
    private final RowType textType;

    private Quickstart(String id, Dataset dataset) {
        this.id = id;
        this.dataset = dataset;
        this.textType = dataset.type().withText(dataset.badField());
    }

    /** What users write in a configuration. */
    public String id() {
        return id;
    }

    /** The ids of all; the first is the default. */
    public static List<String> ids() {
        return ALL.stream().map(Quickstart::id).toList();
    }

    /**
     * The one with this id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Quickstart of(String id) {
        return ALL.stream()
                .filter(each -> each.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No dataset " + id + "; there are " + ids()));
    }

    /** The fields that make the key unless the user names others. */
    public List<String> key() {
        return dataset.key();
    }

    /** The numeric field that a bad record spoils. */
    public String badField() {
        return dataset.badField();
    }

    /** The fields that may be part of a key: never missing, of a simple type, and the same kind of value in a bad record. */
    public List<String> keyFields() {
        return dataset.type().fields().stream()
                .filter(f -> f.schema().type().isPrimitive() && !f.schema().isOptional())
                .map(Field::name)
                .filter(name -> !name.equals(badField()))
                .toList();
    }

    /** The type of a record with this flaw; what is unconvertible still claims to be as it should. */
    public RowType type(Flaw flaw) {
        return flaw == Flaw.TEXT ? textType : dataset.type();
    }

    /**
     * The values of a record's fields.
     *
     * @param step how far the events are apart, in milliseconds; the event happens within the step that begins at {@code time}
     */
    public @Nullable Object[] row(Draw draw, long number, long time, int step, Shape shape, Flaw flaw) {
        draw.moveTo(RECORD, number);
        long jittered = step > 1 ? time + draw.below(step) : time;
        @Nullable Object[] values = dataset.values(draw, number, jittered, shape);
        if (flaw != Flaw.NONE) {
            values[dataset.type().indexOf(badField())] = flaw == Flaw.TEXT ? NO_NUMBER : shape.unconvertible();
        }
        return values;
    }
}
