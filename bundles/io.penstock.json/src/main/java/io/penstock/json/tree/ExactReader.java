package io.penstock.json.tree;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole document into memory and converts it then. It has the last word on every document; see the package. Safe for
 * several threads.
 */
public final class ExactReader {
    private final TreeConverter values;
    private final SchemaReader schemas;
    private final JsonFactory factory;

    /**
     * Creates a reader.
     *
     * @param cacheSize the number of schemas to remember
     * @param replaceNulls whether null becomes the default of its schema
     */
    public ExactReader(int cacheSize, boolean replaceNulls) {
        values = new TreeConverter(replaceNulls);
        schemas = new SchemaReader(cacheSize, values);
        factory = JsonFactory.builder()
                .enable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
    }

    /** Returns what reads the schemas. */
    public SchemaReader schemas() {
        return schemas;
    }

    /**
     * Reads a document that is a schema.
     *
     * @return null for JSON's null
     * @throws SerializationException if it is not JSON
     * @throws DataException if it describes no schema
     */
    public @Nullable Schema readSchema(byte[] document) {
        return schemas.schema(parse(document));
    }

    /**
     * Reads a document that is a value.
     *
     * @param schema the schema to read it by, or null
     * @throws DataException if it is not JSON, or the value cannot be had from it
     */
    public @Nullable Object readValue(@Nullable Schema schema, byte[] document) {
        return values.convert(schema, parseRecord(document));
    }

    /**
     * Reads a document that has a schema and a value.
     *
     * @throws DataException if it is not JSON, has not exactly these two members, or the value cannot be had from it
     */
    public SchemaAndValue readEnvelope(byte[] document) {
        Object tree = parseRecord(document);
        Object schemaTree = Tree.member(tree, "schema");
        Object payload = Tree.member(tree, "payload");
        if (schemaTree == null || payload == null || ((Map<?, ?>) tree).size() != 2) {
            throw new DataException(
                    "JsonConverter with schemas.enable requires \"schema\" and \"payload\" fields and may"
                            + " not contain additional fields. If you are trying to deserialize plain JSON data, set"
                            + " schemas.enable=false in your converter configuration.");
        }
        Schema schema = schemas.schema(schemaTree);
        return new SchemaAndValue(schema, values.convert(schema, payload));
    }

    private Object parseRecord(byte[] document) {
        try {
            return parse(document);
        } catch (SerializationException e) {
            throw new DataException("Converting byte[] to Kafka Connect data failed due to serialization error: ", e);
        }
    }

    private Object parse(byte[] document) {
        try (JsonParser in = factory.createParser(document)) {
            return TreeReader.readDocument(in);
        } catch (Exception e) {
            throw new SerializationException(e);
        }
    }
}
