package io.penstock.core.store.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.penstock.core.store.OffsetCodec;
import io.penstock.core.store.StoreDamagedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The offsets file of Apache's standalone worker: a serialized map from byte arrays to byte arrays (Apache: {@code
 * FileOffsetBackingStore}). Nothing but maps and byte arrays is deserialized.
 */
final class ApacheOffsetFile {

    private static final ObjectInputFilter MAPS_OF_BYTES = ObjectInputFilter.Config.createFilter(
            "java.util.HashMap;java.util.Map$Entry;java.lang.Object;[B;maxdepth=4;!*");

    private ApacheOffsetFile() {}

    /**
     * Reads it into canonical keys and values; offsets that were deleted are left out.
     *
     * @throws StoreDamagedException when it is anything else; Apache's worker would take it for empty
     */
    static Map<String, String> read(Path file) {
        Map<String, String> offsets = new LinkedHashMap<>();
        try {
            if (Files.size(file) == 0) {
                return offsets; // made by Apache's worker and never written
            }
            OffsetCodec codec = new OffsetCodec();
            try (InputStream in = Files.newInputStream(file);
                    ObjectInputStream objects = new ObjectInputStream(in)) {
                objects.setObjectInputFilter(MAPS_OF_BYTES);
                Map<?, ?> map = (Map<?, ?>) objects.readObject();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    if (entry.getKey() instanceof byte[] key && entry.getValue() instanceof byte[] value) {
                        String text = new String(key, UTF_8);
                        String connector = codec.connector(text);
                        offsets.put(
                                codec.key(connector, codec.partition(text)),
                                codec.value(connector, codec.offset(new String(value, UTF_8))));
                    }
                }
            }
            return offsets;
        } catch (IOException | ClassNotFoundException | RuntimeException e) {
            throw new StoreDamagedException(
                    "The offsets of Apache's standalone worker in " + file
                            + " (offset.storage.file.filename) cannot be read: " + e,
                    "Put back an intact copy; or remove offset.storage.file.filename from the worker file to start"
                            + " without these offsets.",
                    e);
        }
    }
}
