package io.penstock.json.write;

import com.fasterxml.jackson.core.JsonGenerator;
import io.penstock.json.schema.Shape;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object whose members may come with the same name twice: the last value counts, at the place of the first.
 *
 * <p>That happens when map keys are no plain strings (null becomes "null", any character sequence becomes its text) and needs
 * every member before the first can be written. Not safe for several threads.
 */
final class OddObject {
    private final ValueWriter writer;
    private final Map<String, JsonText> members = new LinkedHashMap<>();

    OddObject(ValueWriter writer) {
        this.writer = writer;
    }

    /** Returns whether all keys are strings and no two of them can be equal. */
    static boolean hasPlainKeys(Map<?, ?> map) {
        return !(map instanceof IdentityHashMap) && hasStringKeys(map);
    }

    /** Returns whether all keys are strings. */
    static boolean hasStringKeys(Map<?, ?> map) {
        for (Object key : map.keySet()) {
            if (!(key instanceof String)) {
                return false;
            }
        }
        return true;
    }

    /** Adds a member. */
    void put(String name, @Nullable Shape shape, @Nullable Object value) throws IOException {
        members.put(name, JsonText.of(writer.anyDepth(), out -> writer.write(out, shape, value)));
    }

    /** Writes the object. */
    void writeTo(JsonGenerator out) throws IOException {
        out.writeStartObject();
        for (Map.Entry<String, JsonText> member : members.entrySet()) {
            out.writeFieldName(member.getKey());
            member.getValue().writeTo(out);
        }
        out.writeEndObject();
    }
}
