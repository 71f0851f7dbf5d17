package io.penstock.json.write;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.penstock.json.schema.BoundedCache;
import io.penstock.json.schema.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Turns a Connect value into a JSON document, with or without its schema. Safe for several threads.
 *
 * <p>What stands before the payload is encoded once per schema and copied from then on; the payload is streamed.
 */
public final class RecordWriter {
    private static final byte[] NOTHING = {};
    private static final byte[] CLOSE = {'}'};

    private final boolean envelope;
    private final boolean caching;
    private final ValueWriter values;
    private final SchemaWriter schemas;
    private final BoundedCache<Schema, Known> known;
    private final JsonFactory factory;
    private final Known none;
    // One is enough: a converter is mostly used by one thread at a time.
    private final AtomicReference<@Nullable Output> idle = new AtomicReference<>();
    private volatile @Nullable Known latest;
    private volatile @Nullable Schema newcomer;

    /**
     * Creates a writer.
     *
     * @param envelope whether a document holds the schema beside the value
     * @param cacheSize the number of schemas to remember
     * @param numericDecimals whether a decimal is a JSON number, else it is the base64 text of its unscaled value
     * @param replaceNulls whether the default of a schema is written for null
     */
    public RecordWriter(boolean envelope, int cacheSize, boolean numericDecimals, boolean replaceNulls) {
        this.envelope = envelope;
        caching = cacheSize > 0;
        values = new ValueWriter(numericDecimals, replaceNulls);
        schemas = new SchemaWriter(cacheSize, values);
        known = new BoundedCache<>(cacheSize);
        // The envelope is one level of the depth that Jackson allows a whole document.
        factory = JsonText.factory(StreamWriteConstraints.DEFAULT_MAX_DEPTH - (envelope ? 1 : 0));
        none = new Known(null, null, envelope ? beginning("null".getBytes(StandardCharsets.US_ASCII)) : NOTHING, null);
    }

    /**
     * Returns the document of a value.
     *
     * @param schema the value's schema, or null
     * @param value the value, or null; not both null
     * @return UTF-8 bytes
     * @throws DataException if the value does not fit the schema, or is nested deeper than Jackson allows
     */
    public byte[] write(@Nullable Schema schema, @Nullable Object value) {
        Known shaped = schema == null ? none : known(schema);
        Output output = idle.getAndSet(null);
        try {
            if (output == null) {
                output = new Output(factory);
            }
            values.write(output.start(shaped.beginning, envelope ? CLOSE : NOTHING), shaped.shape, value);
            if (shaped.defect != null) {
                throw shaped.defect;
            }
            byte[] document = output.finish();
            idle.set(output);
            return document;
        } catch (StreamConstraintsException e) {
            throw unwritable(shaped.shape, value, tooDeep(e));
        } catch (IOException e) {
            throw unwritable(shaped.shape, value, e);
        }
    }

    private Known known(Schema schema) {
        Known last = latest;
        if (last != null && last.schema == schema) {
            return last;
        }
        if (!caching) {
            return learn(schema);
        }
        Known found = known.get(schema);
        // A schema that equals the remembered one is compared to it in full, field by field and record by record. When
        // it
        // comes a second time in a row it is here to stay: remember it instead.
        if (found == null || (found.schema != schema && newcomer == schema)) {
            found = learn(schema);
            known.put(schema, found);
        }
        if (!Shape.isLasting(schema)) {
            // Its JSON stays what it was at first, but values are written by what it is now.
            return new Known(schema, Shape.of(schema), found.beginning, found.defect);
        }
        if (found.schema == schema) {
            latest = found;
        } else {
            newcomer = schema;
        }
        return found;
    }

    private Known learn(Schema schema) {
        if (!envelope) {
            return new Known(schema, Shape.of(schema), NOTHING, null);
        }
        try {
            byte[] json = schemas.encode(schema);
            checkDepth(1 + JsonText.depthOf(json));
            return new Known(schema, Shape.of(schema), beginning(json), null);
        } catch (IOException e) {
            // Apache's converter converts the payload before it finds out: a wrong payload is reported first.
            return new Known(schema, Shape.of(schema), NOTHING, e);
        }
    }

    private static void checkDepth(int depth) throws StreamConstraintsException {
        // A generator stops at the first level that is too deep, and names that one.
        StreamWriteConstraints.defaults()
                .validateNestingDepth(Math.min(depth, StreamWriteConstraints.DEFAULT_MAX_DEPTH + 1));
    }

    /** Returns the error for the document as a whole: the generator counts the levels of the payload only. */
    private static IOException tooDeep(StreamConstraintsException ofPayload) {
        try {
            checkDepth(Integer.MAX_VALUE);
            return ofPayload;
        } catch (StreamConstraintsException e) {
            return e;
        }
    }

    private static byte[] beginning(byte[] schema) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("{\"schema\":".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(schema);
        out.writeBytes(",\"payload\":".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    /**
     * Returns the error for a document that the generator refused; a value further on that does not fit its schema comes first.
     */
    private DataException unwritable(@Nullable Shape shape, @Nullable Object value, IOException cause) {
        try (JsonGenerator out = values.anyDepth().createGenerator(Writer.nullWriter())) {
            values.write(out, shape, value);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
        return new DataException(
                "Converting Kafka Connect data to byte[] failed due to serialization error: ",
                new SerializationException("Error serializing JSON message", cause));
    }

    /** What is remembered of a schema; the defect, if any, is why it cannot be written at all. */
    private static final class Known {
        private final @Nullable Schema schema;
        private final @Nullable Shape shape;
        private final byte[] beginning;
        private final @Nullable IOException defect;

        Known(@Nullable Schema schema, @Nullable Shape shape, byte[] beginning, @Nullable IOException defect) {
            this.schema = schema;
            this.shape = shape;
            this.beginning = beginning;
            this.defect = defect;
        }
    }
}
