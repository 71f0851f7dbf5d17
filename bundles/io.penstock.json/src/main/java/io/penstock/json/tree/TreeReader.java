package io.penstock.json.tree;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON into plain objects, see {@link Tree}. */
public final class TreeReader {
    private TreeReader() {}

    /** Reads the first value of a document; what follows it is not looked at, as in Apache's converter. */
    static Object readDocument(JsonParser in) throws IOException {
        JsonToken token = in.nextToken();
        return token == null ? Tree.Absent.MISSING : read(in, token);
    }

    /**
     * Reads one value.
     *
     * @param token the value's first token, where the parser stands
     */
    public static Object read(JsonParser in, @Nullable JsonToken token) throws IOException {
        if (token == null) {
            throw new JsonEOFException(in, null, "Unexpected end of the document");
        }
        return switch (token) {
            case START_OBJECT -> members(in);
            case START_ARRAY -> elements(in);
            case VALUE_STRING -> in.getText();
            case VALUE_NUMBER_INT -> integer(in);
            case VALUE_NUMBER_FLOAT -> new Tree.Real(in.getDecimalValue());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> Tree.Absent.NULL;
            default -> throw new IOException("Unexpected " + token + " in a JSON document");
        };
    }

    private static Map<String, Object> members(JsonParser in) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            members.put(name, read(in, in.nextToken()));
        }
        return members;
    }

    private static List<Object> elements(JsonParser in) throws IOException {
        List<Object> elements = new ArrayList<>();
        for (JsonToken next = in.nextToken(); next != JsonToken.END_ARRAY; next = in.nextToken()) {
            elements.add(read(in, next));
        }
        return elements;
    }

    private static Number integer(JsonParser in) throws IOException {
        return switch (in.getNumberType()) {
            case INT -> in.getIntValue();
            case LONG -> in.getLongValue();
            default -> in.getBigIntegerValue();
        };
    }
}
