package io.penstock.json.tree;

import io.penstock.json.schema.BoundedCache;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Turns parsed JSON into Connect schemas, with the results and errors of Apache's JsonConverter. Safe for several threads.
 *
 * <p>Schemas are remembered by their JSON, those inside of others too, so that a schema that comes again is the same object.
 */
public final class SchemaReader {
    private final TreeConverter values;
    private final BoundedCache<Object, Schema> known;

    SchemaReader(int capacity, TreeConverter values) {
        this.values = values;
        known = new BoundedCache<>(capacity);
    }

    /**
     * Returns the schema that a parsed JSON value describes.
     *
     * @return null for JSON's null
     * @throws DataException if it describes none
     */
    public @Nullable Schema schema(Object tree) {
        if (tree == Tree.Absent.NULL) {
            return null;
        }
        Schema before = known.get(tree);
        if (before != null) {
            return before;
        }
        SchemaBuilder builder = builder(tree);
        if (Boolean.TRUE.equals(Tree.member(tree, "optional"))) {
            builder.optional();
        } else {
            builder.required();
        }
        String name = Tree.text(Tree.member(tree, "name"));
        if (name != null) {
            builder.name(name);
        }
        if (Tree.member(tree, "version") instanceof Number version) {
            builder.version(version.intValue());
        }
        String doc = Tree.text(Tree.member(tree, "doc"));
        if (doc != null) {
            builder.doc(doc);
        }
        if (Tree.member(tree, "parameters") instanceof Map<?, ?> parameters) {
            addParameters(builder, parameters);
        }
        Object defaultValue = Tree.member(tree, "default");
        if (defaultValue != null) {
            builder.defaultValue(values.convert(builder, defaultValue));
        }
        Schema schema = builder.build();
        known.put(tree, schema);
        return schema;
    }

    private SchemaBuilder builder(Object tree) {
        String type = Tree.text(Tree.member(tree, "type"));
        if (type == null) {
            throw new DataException("Schema must contain 'type' field");
        }
        return switch (type) {
            case "boolean" -> SchemaBuilder.bool();
            case "int8" -> SchemaBuilder.int8();
            case "int16" -> SchemaBuilder.int16();
            case "int32" -> SchemaBuilder.int32();
            case "int64" -> SchemaBuilder.int64();
            case "float" -> SchemaBuilder.float32();
            case "double" -> SchemaBuilder.float64();
            case "bytes" -> SchemaBuilder.bytes();
            case "string" -> SchemaBuilder.string();
            case "array" -> array(tree);
            case "map" -> map(tree);
            case "struct" -> struct(tree);
            default -> throw new DataException("Unknown schema type: " + type);
        };
    }

    private SchemaBuilder array(Object tree) {
        Object items = Tree.member(tree, "items");
        if (items == null || items == Tree.Absent.NULL) {
            throw new DataException("Array schema did not specify the element type");
        }
        return SchemaBuilder.array(schema(items));
    }

    private SchemaBuilder map(Object tree) {
        Object keys = Tree.member(tree, "keys");
        if (keys == null) {
            throw new DataException("Map schema did not specify the key type");
        }
        Object values = Tree.member(tree, "values");
        if (values == null) {
            throw new DataException("Map schema did not specify the value type");
        }
        return SchemaBuilder.map(schema(keys), schema(values));
    }

    private SchemaBuilder struct(Object tree) {
        if (!(Tree.member(tree, "fields") instanceof List<?> fields)) {
            throw new DataException("Struct schema's \"fields\" argument is not an array.");
        }
        SchemaBuilder builder = SchemaBuilder.struct();
        for (Object field : fields) {
            String name = Tree.text(Tree.member(field, "field"));
            if (name == null) {
                throw new DataException("Struct schema's field name not specified properly");
            }
            builder.field(name, schema(field));
        }
        return builder;
    }

    private static void addParameters(SchemaBuilder builder, Map<?, ?> parameters) {
        for (Map.Entry<?, ?> parameter : parameters.entrySet()) {
            String value = Tree.text(parameter.getValue());
            if (value == null) {
                throw new DataException("Schema parameters must have string values.");
            }
            builder.parameter((String) parameter.getKey(), value);
        }
    }
}
