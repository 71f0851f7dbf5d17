package io.penstock.json.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.penstock.json.read.KnownBeginnings.Beginning;
import io.penstock.json.schema.BoundedCache;
import io.penstock.json.schema.Shape;
import io.penstock.json.tree.ExactReader;
import io.penstock.json.tree.TreeReader;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Turns a JSON document into a Connect value, with or without a schema in it. Safe for several threads. */
public final class RecordReader {
    private final ValueReader values;
    private final ExactReader exact;
    private final KnownBeginnings known;
    private final BoundedCache<Schema, Shape> shapes;
    private final boolean caching;
    private volatile @Nullable KnownEnding latestEnding;
    private final JsonFactory factory;

    /**
     * Creates a reader.
     *
     * @param cacheSize the number of schemas to remember
     * @param replaceNulls whether null becomes the default of its schema
     */
    public RecordReader(int cacheSize, boolean replaceNulls) {
        values = new ValueReader(replaceNulls);
        exact = new ExactReader(cacheSize, replaceNulls);
        known = new KnownBeginnings(cacheSize);
        shapes = new BoundedCache<>(cacheSize);
        caching = cacheSize > 0;
        // A payload may be parsed without its envelope, which counts for the depth that Jackson allows a document. The
        // few
        // documents that are exactly as deep as allowed are left to the exact reader.
        factory = JsonFactory.builder()
                .enable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
                .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.CHARSET_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(StreamReadConstraints.DEFAULT_MAX_DEPTH - 1)
                        .build())
                .build();
    }

    /**
     * Reads a document that is a schema.
     *
     * @return null for JSON's null
     * @throws SerializationException if it is not JSON
     * @throws DataException if it describes no schema
     */
    public @Nullable Schema readSchema(byte[] document) {
        return exact.readSchema(document);
    }

    /**
     * Reads a document that is a value without a schema beside it.
     *
     * @param schema the schema to read it by, or null
     * @param shape its shape
     * @throws DataException if it is not JSON, or does not fit the schema
     */
    public SchemaAndValue readValue(@Nullable Schema schema, @Nullable Shape shape, byte[] document) {
        if (isUtf8(document)) {
            try (JsonParser in = factory.createParser(document)) {
                return new SchemaAndValue(schema, values.read(shape, in, in.nextToken()));
            } catch (IOException | RuntimeException e) {
                return new SchemaAndValue(schema, exact.readValue(schema, document));
            }
        }
        return new SchemaAndValue(schema, exact.readValue(schema, document));
    }

    /**
     * Reads a document that has a schema and a value.
     *
     * @throws DataException if it is not JSON, has not exactly these two members, or the value does not fit the schema
     */
    public SchemaAndValue readEnvelope(byte[] document) {
        if (isUtf8(document) && document[0] == '{') {
            try {
                return readUtf8(document);
            } catch (IOException | RuntimeException e) {
                return exact.readEnvelope(document);
            }
        }
        return exact.readEnvelope(document);
    }

    /** Returns whether Jackson would take the bytes for UTF-8 without a mark; it also detects UTF-16 and UTF-32. */
    private static boolean isUtf8(byte[] document) {
        return document.length > 1 && document[0] > 0 && document[1] != 0;
    }

    private SchemaAndValue readUtf8(byte[] document) throws IOException {
        Beginning beginning = known.find(document);
        if (beginning != null) {
            Payload payload = readPayload(document, beginning.length(), beginning.shape());
            expect(document[payload.end] == '}');
            return new SchemaAndValue(beginning.schema(), payload.value);
        }
        KnownEnding ending = latestEnding;
        if (ending != null && ending.fits(document)) {
            Payload payload = readPayload(document, ending.payloadStart(), ending.shape());
            expect(payload.end == ending.payloadEnd(document));
            return new SchemaAndValue(ending.schema(), payload.value);
        }
        return readUnknown(document);
    }

    /**
     * Reads a document whose beginning is not known, in two passes: the payload can be read only by the schema, which may come
     * after it, and the schema counts for nothing if the document turns out to be broken further on.
     */
    private SchemaAndValue readUnknown(byte[] document) throws IOException {
        Object schemaTree;
        int start;
        boolean schemaFirst;
        try (JsonParser in = factory.createParser(document)) {
            in.nextToken();
            String first = in.nextFieldName();
            schemaFirst = "schema".equals(first);
            if (schemaFirst) {
                schemaTree = TreeReader.read(in, in.nextToken());
                expect("payload".equals(in.nextFieldName()));
                start = skipPayload(in);
            } else {
                expect("payload".equals(first));
                start = skipPayload(in);
                expect("schema".equals(in.nextFieldName()));
                schemaTree = TreeReader.read(in, in.nextToken());
            }
            expect(in.nextToken() == JsonToken.END_OBJECT);
        }
        Schema schema = exact.schemas().schema(schemaTree);
        Shape shape = schema == null ? null : shape(schema);
        if (schemaFirst) {
            known.remember(document, start, schema, shape);
        }
        Payload payload = readPayload(document, start, shape);
        if (!schemaFirst && caching) {
            latestEnding = new KnownEnding(document, start, payload.end, schema, shape);
        }
        return new SchemaAndValue(schema, payload.value);
    }

    private Shape shape(Schema schema) {
        Shape before = shapes.get(schema);
        if (before != null && before.schema() == schema) {
            return before;
        }
        Shape shape = Shape.of(schema);
        shapes.put(schema, shape);
        return shape;
    }

    /** Returns where the payload begins. */
    private int skipPayload(JsonParser in) throws IOException {
        JsonToken token = in.nextToken();
        int start = (int) in.currentTokenLocation().getByteOffset();
        values.skip(in, token);
        return start;
    }

    /** The value of a payload, and where the next thing after it begins. */
    private record Payload(@Nullable Object value, int end) {}

    private Payload readPayload(byte[] document, int start, @Nullable Shape shape) throws IOException {
        int limit = document.length;
        boolean number = document[start] == '-' || isDigit(document[start]);
        if (number) {
            // A number is the one value that must not be followed by a brace or comma when it stands alone.
            limit = start;
            while (limit < document.length && isPartOfNumber(document[limit])) {
                limit++;
            }
        }
        try (JsonParser in = factory.createParser(document, start, limit - start)) {
            Object value = values.read(shape, in, in.nextToken());
            int end = number ? limit : start + (int) in.currentLocation().getByteOffset();
            while (isSpace(document[end])) {
                end++;
            }
            return new Payload(value, end);
        }
    }

    private static void expect(boolean condition) {
        if (!condition) {
            throw new Unexpected();
        }
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean isPartOfNumber(byte b) {
        return isDigit(b) || b == '-' || b == '+' || b == '.' || b == 'e' || b == 'E';
    }

    static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
