package io.penstock.benchmark.plugin;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;

/** The records to convert: orders of ten fields, each a little different. */
public final class Orders {
    /** How many there are. */
    public static final int COUNT = 256;

    private static final Schema LINE = SchemaBuilder.struct()
            .name("io.penstock.benchmark.Line")
            .field("sku", Schema.STRING_SCHEMA)
            .field("quantity", Schema.INT32_SCHEMA)
            .build();

    /** Their schema. */
    public static final Schema SCHEMA = SchemaBuilder.struct()
            .name("io.penstock.benchmark.Order")
            .version(1)
            .field("id", Schema.INT64_SCHEMA)
            .field("customer", Schema.STRING_SCHEMA)
            .field("email", Schema.OPTIONAL_STRING_SCHEMA)
            .field("currency", Schema.STRING_SCHEMA)
            .field("total", Decimal.schema(2))
            .field("weight", Schema.FLOAT64_SCHEMA)
            .field("items", Schema.INT32_SCHEMA)
            .field("paid", Schema.BOOLEAN_SCHEMA)
            .field("created", Timestamp.SCHEMA)
            .field("first_line", LINE)
            .build();

    private Orders() {}

    /** Makes the records as structs; the same each time. */
    public static Struct[] structs() {
        Random random = new Random(1);
        Struct[] structs = new Struct[COUNT];
        for (int i = 0; i < COUNT; i++) {
            structs[i] = new Struct(SCHEMA)
                    .put("id", 1_000_000L + i)
                    .put("customer", "Customer Number " + i)
                    .put("email", i % 4 == 0 ? null : "customer." + i + "@example.com")
                    .put("currency", List.of("EUR", "USD", "GBP").get(i % 3))
                    .put("total", BigDecimal.valueOf(random.nextInt(1_000_000), 2))
                    .put("weight", random.nextInt(100_000) / 1000.0)
                    .put("items", random.nextInt(20))
                    .put("paid", random.nextBoolean())
                    .put("created", Timestamp.toLogical(Timestamp.SCHEMA, created(i)))
                    .put(
                            "first_line",
                            new Struct(LINE)
                                    .put("sku", "SKU-" + random.nextInt(10_000))
                                    .put("quantity", i % 7));
        }
        return structs;
    }

    /** Makes the same records as maps, as a connector without schemas has them. */
    public static Object[] maps() {
        Struct[] structs = structs();
        Object[] maps = new Object[COUNT];
        for (int i = 0; i < COUNT; i++) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (String name : List.of("id", "customer", "email", "currency", "weight", "items", "paid")) {
                map.put(name, structs[i].get(name));
            }
            map.put("total", ((BigDecimal) structs[i].get("total")).doubleValue());
            map.put("created", created(i));
            Struct line = structs[i].getStruct("first_line");
            map.put("first_line", Map.of("sku", line.get("sku"), "quantity", line.get("quantity")));
            maps[i] = map;
        }
        return maps;
    }

    private static long created(int i) {
        return 1_760_000_000_000L + i * 7919L;
    }
}
