package io.penstock.benchmark.json;

import io.penstock.benchmark.plugin.Orders;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One record to JSON and one JSON document to a record, by either converter, with and without schemas. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JsonConverterBenchmark {
    /** Whose converter: penstock or apache. */
    @Param({"penstock", "apache"})
    public String converter = "";

    /** Whether documents hold their schema. */
    @Param({"true", "false"})
    public boolean schemas;

    private Converter subject = new io.penstock.json.JsonConverter();
    private @Nullable Schema schema;
    private Object[] values = {};
    private byte[][] documents = {};
    private int next;

    /** Makes the converter, the records, and the documents by Apache's converter. */
    @Setup
    public void setUp() {
        subject = converter.equals("apache") ? new org.apache.kafka.connect.json.JsonConverter() : subject;
        Map<String, Object> settings = Map.of("schemas.enable", schemas);
        subject.configure(settings, false);
        schema = schemas ? Orders.SCHEMA : null;
        values = schemas ? Orders.structs() : Orders.maps();
        Converter reference = new org.apache.kafka.connect.json.JsonConverter();
        reference.configure(settings, false);
        documents = new byte[values.length][];
        for (int i = 0; i < values.length; i++) {
            documents[i] = reference.fromConnectData("orders", schema, values[i]);
        }
    }

    /** Converts a record to JSON. */
    @Benchmark
    public byte[] fromConnectData() {
        return subject.fromConnectData("orders", schema, values[next()]);
    }

    /** Converts JSON to a record. */
    @Benchmark
    public SchemaAndValue toConnectData() {
        return subject.toConnectData("orders", documents[next()]);
    }

    private int next() {
        next = (next + 1) % values.length;
        return next;
    }
}
