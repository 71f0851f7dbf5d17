package io.penstock.connect.datagen.dataset;

import io.penstock.connect.datagen.dataset.Vocabulary.Place;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/** The postal address that orders and users share. */
final class Address {

    static final RowType TYPE = new RowType(SchemaBuilder.struct()
            .name("io.penstock.datagen.Address")
            .version(1)
            .field("street", Schema.STRING_SCHEMA)
            .field("zip", Schema.STRING_SCHEMA)
            .field("city", Schema.STRING_SCHEMA)
            .field("country", Schema.STRING_SCHEMA)
            .build());

    private Address() {}

    static Object in(Place place, Draw draw, Shape shape) {
        return shape.row(TYPE, new Object[] {
            (1 + draw.skewed(200)) + " " + draw.pick(Vocabulary.STREETS),
            Integer.toString(10_000 + draw.below(90_000)),
            place.city(),
            place.country()
        });
    }
}
