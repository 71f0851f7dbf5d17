package io.penstock.connect.datagen.dataset;

import io.penstock.connect.datagen.dataset.Vocabulary.Place;
import io.penstock.connect.datagen.dataset.Vocabulary.Product;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Timestamp;
import org.jspecify.annotations.Nullable;

/** Orders of a web shop: nested, with money, and an amount that is the sum of the items. */
final class Orders implements Dataset {

    private static final Schema MONEY = Decimal.schema(2);

    private static final RowType ITEM = new RowType(SchemaBuilder.struct()
            .name("io.penstock.datagen.OrderItem")
            .version(1)
            .field("sku", Schema.STRING_SCHEMA)
            .field("name", Schema.STRING_SCHEMA)
            .field("quantity", Schema.INT32_SCHEMA)
            .field("price", MONEY)
            .build());

    private static final RowType ORDER = new RowType(SchemaBuilder.struct()
            .name("io.penstock.datagen.Order")
            .version(1)
            .field("seq", Schema.INT64_SCHEMA)
            .field("id", Schema.STRING_SCHEMA)
            .field("time", Timestamp.SCHEMA)
            .field("customer", Schema.STRING_SCHEMA)
            .field("status", Schema.STRING_SCHEMA)
            .field("items", SchemaBuilder.array(ITEM.schema()).build())
            .field("amount", MONEY)
            .field("currency", Schema.STRING_SCHEMA)
            .field("address", Address.TYPE.schema())
            .field("coupon", Schema.OPTIONAL_STRING_SCHEMA)
            .build());

    @Override
    public RowType type() {
        return ORDER;
    }

    @Override
    public String badField() {
        return "amount";
    }

    @Override
    public List<String> key() {
        return List.of("id");
    }

    @Override
    public @Nullable Object[] values(Draw draw, long number, long time, Shape shape) {
        Place place = draw.pick(Vocabulary.PLACES);
        int count = 1 + draw.skewed(5);
        List<Object> items = new ArrayList<>(count);
        long cents = 0;
        for (int i = 0; i < count; i++) {
            Product product = draw.pick(Vocabulary.PRODUCTS);
            int quantity = 1 + draw.skewed(4);
            cents += product.cents() * quantity;
            items.add(shape.row(
                    ITEM, new Object[] {product.sku(), product.name(), quantity, shape.money(product.cents())}));
        }
        return new @Nullable Object[] {
            number,
            "order-" + number,
            shape.timestamp(time),
            Vocabulary.user(draw.skewed(Vocabulary.POPULATION)),
            draw.pick(Vocabulary.STATUSES),
            items,
            shape.money(cents),
            place.currency(),
            Address.in(place, draw, shape),
            draw.oneIn(8) ? draw.pick(Vocabulary.COUPONS) : null
        };
    }
}
