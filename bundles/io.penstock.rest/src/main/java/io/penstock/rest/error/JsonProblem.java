package io.penstock.rest.error;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says where in a JSON body something is wrong (RFC 6901 pointer, line and column), what was found and expected. */
final class JsonProblem {

    private JsonProblem() {}

    static String describe(JsonProcessingException problem) {
        if (problem instanceof UnrecognizedPropertyException unknown) {
            return pointer(unknown) + ": unknown field \"" + unknown.getPropertyName() + "\"; expected "
                    + names(unknown);
        }
        if (reason(problem).startsWith("Trailing token")) {
            return "The body: found more after the end of the JSON value" + where(problem);
        }
        if (problem instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return pointer(mismatch) + ": found " + found(mismatch) + where(mismatch) + ", expected "
                    + expected(mismatch.getTargetType());
        }
        if (problem instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            return pointer(mapping) + ": malformed JSON" + where(mapping) + ": " + reason(mapping);
        }
        return "Malformed JSON" + where(problem) + ": " + reason(problem);
    }

    private static String pointer(JsonMappingException problem) {
        if (problem.getPath().isEmpty()) {
            return "The body";
        }
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference step : problem.getPath()) {
            pointer.append('/');
            String field = step.getFieldName();
            pointer.append(
                    field == null
                            ? String.valueOf(step.getIndex())
                            : field.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }

    private static String where(JsonProcessingException problem) {
        JsonLocation at = problem.getLocation();
        return at == null || at.getLineNr() < 1 ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    /** The parser's own words without the hints at its settings that follow them. */
    private static String reason(JsonProcessingException problem) {
        String message = problem.getOriginalMessage();
        if (message == null) {
            return problem.getClass().getSimpleName();
        }
        return message.replaceFirst(" [(]start marker at.*", "").replaceFirst(", from `[^`]*`", "");
    }

    private static String names(UnrecognizedPropertyException unknown) {
        @Nullable Collection<Object> known = unknown.getKnownPropertyIds();
        if (known == null || known.isEmpty()) {
            return "no fields";
        }
        return known.stream().map(name -> "\"" + name + "\"").sorted().collect(Collectors.joining(", ", "one of ", ""));
    }

    private static String found(JsonProcessingException problem) {
        JsonToken token = problem.getProcessor() instanceof JsonParser parser ? parser.currentToken() : null;
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_OBJECT, END_OBJECT, FIELD_NAME -> "an object";
            case START_ARRAY, END_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> "something else";
        };
    }

    private static String expected(Class<?> type) {
        if (type == String.class) {
            return "a string";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "an array";
        }
        if (Number.class.isAssignableFrom(type) || (type.isPrimitive() && type != boolean.class)) {
            return "a number";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "a boolean";
        }
        return Map.class.isAssignableFrom(type) || type.isRecord() ? "an object" : type.getSimpleName();
    }
}
