package io.penstock.benchmark.worker;

import java.util.Map;

/** What the records are. */
enum Format {
    JSON_WITH_SCHEMA("JSON with schema", "struct", "org.apache.kafka.connect.json.JsonConverter", true, 3_000_000),
    PLAIN_JSON("plain JSON", "map", "org.apache.kafka.connect.json.JsonConverter", false, 3_000_000),
    BYTES("bytes", "bytes", "org.apache.kafka.connect.converters.ByteArrayConverter", false, 4_000_000);

    private final String title;
    private final String values;
    private final String converter;
    private final boolean schemas;
    private final long records;

    Format(String title, String values, String converter, boolean schemas, long records) {
        this.title = title;
        this.values = values;
        this.converter = converter;
        this.schemas = schemas;
        this.records = records;
    }

    /** Name for tables. */
    String title() {
        return title;
    }

    /** Records of a run, so that the compilers of the JVM are done before the clock starts. */
    long records() {
        return records;
    }

    /** What the source connector calls it. */
    String recordFormat() {
        return values;
    }

    /** The connector's converter settings. */
    Map<String, String> converter() {
        return converter.contains("json")
                ? Map.of("value.converter", converter, "value.converter.schemas.enable", Boolean.toString(schemas))
                : Map.of("value.converter", converter);
    }
}
