package io.penstock.connect.datagen.dataset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One kind of record. Stateless: whatever varies comes out of the draw. */
interface Dataset {

    /** The schema; its first field is {@code seq}, the record's number. */
    RowType type();

    /** The numeric field that a bad record spoils. */
    String badField();

    /** The fields that make the key unless the user names others. */
    List<String> key();

    /**
     * The values of a record's fields, in the order of the schema.
     *
     * @param draw stands at the record; may be moved
     * @param number the record's number, from 0
     * @param time when the made-up event happened, in milliseconds since 1970
     */
    @Nullable Object[] values(Draw draw, long number, long time, Shape shape);
}
