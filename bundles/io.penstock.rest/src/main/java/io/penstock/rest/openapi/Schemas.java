package io.penstock.rest.openapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Schemas of what goes over the wire; records become components that others refer to. */
final class Schemas {

    private final JsonNodeFactory json = JsonNodeFactory.instance;
    private final Map<String, ObjectNode> components = new TreeMap<>();

    ObjectNode of(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            Type[] arguments = generic.getActualTypeArguments();
            return Map.class.isAssignableFrom(raw) ? map(of(arguments[1])) : list(of(arguments[0]));
        }
        if (type instanceof WildcardType wildcard) {
            return of(wildcard.getUpperBounds()[0]);
        }
        if (type instanceof Class<?> known) {
            return known.isRecord() ? component(known) : simple(known);
        }
        throw new IllegalArgumentException("No schema for " + type);
    }

    ObjectNode of(Class<?> type, Shape shape) {
        ObjectNode one = of(type);
        return switch (shape) {
            case ONE -> one;
            case LIST -> list(one);
            case MAP -> map(one);
        };
    }

    ObjectNode components() {
        ObjectNode all = json.objectNode();
        components.forEach(all::set);
        return all;
    }

    private ObjectNode list(ObjectNode items) {
        ObjectNode schema = json.objectNode().put("type", "array");
        schema.set("items", items);
        return schema;
    }

    private ObjectNode map(ObjectNode values) {
        ObjectNode schema = json.objectNode().put("type", "object");
        schema.set("additionalProperties", values);
        return schema;
    }

    private ObjectNode simple(Class<?> type) {
        ObjectNode schema = json.objectNode();
        if (type == String.class) {
            return schema.put("type", "string");
        }
        if (type == boolean.class || type == Boolean.class) {
            return schema.put("type", "boolean");
        }
        if (type == int.class || type == Integer.class) {
            return schema.put("type", "integer").put("format", "int32");
        }
        if (type == Instant.class) {
            return schema.put("type", "string").put("format", "date-time");
        }
        if (type.isEnum()) {
            return schema.put("type", "string");
        }
        if (type == double.class || type == Double.class) {
            return schema.put("type", "number");
        }
        if (type == long.class || type == Long.class) {
            return schema.put("type", "integer").put("format", "int64");
        }
        if (Collection.class.isAssignableFrom(type)) {
            return list(json.objectNode());
        }
        // Anything that JSON can hold.
        return schema;
    }

    private ObjectNode component(Class<?> type) {
        String name = name(type);
        if (!components.containsKey(name)) {
            ObjectNode schema = json.objectNode().put("type", "object");
            components.put(name, schema);
            ObjectNode properties = schema.putObject("properties");
            for (RecordComponent component : type.getRecordComponents()) {
                properties.set(field(component), of(component.getGenericType()));
            }
        }
        return json.objectNode().put("$ref", "#/components/schemas/" + name);
    }

    private static String name(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        String simple = type.getSimpleName().replaceFirst("View$", "");
        return outer == null ? simple : name(outer) + simple;
    }

    private static String field(RecordComponent component) {
        @Nullable JsonProperty property = component.getAnnotation(JsonProperty.class);
        if (property == null) {
            property = component.getAccessor().getAnnotation(JsonProperty.class);
        }
        return property == null ? component.getName() : property.value();
    }
}
