package io.penstock.console.gogo.dlq;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records of the API as trees of maps, lists and plain values: with the names that the REST API gives them. */
final class Trees {

    private Trees() {}

    /** The tree; fields that are null are left out. */
    static @Nullable Object of(@Nullable Object value) {
        if (value instanceof Record record) {
            return fields(record);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Trees::of).toList();
        }
        if (value instanceof Map<?, ?> || value instanceof Number || value instanceof Boolean || value == null) {
            return value;
        }
        return value.toString();
    }

    private static Map<String, Object> fields(Record record) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                Object field = of(component.getAccessor().invoke(record));
                if (field != null) {
                    tree.put(component.getName(), field);
                }
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException(e);
            }
        }
        return tree;
    }
}
