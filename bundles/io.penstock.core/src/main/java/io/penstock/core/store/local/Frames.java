package io.penstock.core.store.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The format of a journal: an eight-byte mark, then frames. A frame is its length and the CRC-32C of its body (both four
 * bytes, big-endian), then the body: a count of entries, each a key and a value with their lengths in UTF-8 bytes; a
 * value of length -1 removes the key.
 */
final class Frames {

    /** What every journal begins with. */
    static final byte[] MARK = "PENSTOK1".getBytes(UTF_8);

    /** Bytes before a frame's body. */
    static final int HEADER = 8;

    private Frames() {}

    /** A frame that carries all entries, to be written in one piece. */
    static ByteBuffer encode(Map<String, @Nullable String> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(entries.size());
            for (Map.Entry<String, @Nullable String> entry : entries.entrySet()) {
                text(out, entry.getKey());
                text(out, entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] body = bytes.toByteArray();
        return ByteBuffer.allocate(HEADER + body.length)
                .putInt(body.length)
                .putInt(checksum(body))
                .put(body)
                .flip();
    }

    /** Reads a frame's body whose checksum has been verified. */
    static Map<String, @Nullable String> decode(byte[] body) throws IOException {
        Map<String, @Nullable String> entries = new LinkedHashMap<>();
        try (DataInputStream in = new DataInputStream(new java.io.ByteArrayInputStream(body))) {
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                String key = text(in);
                if (key == null) {
                    throw new IOException("an entry has no key");
                }
                entries.put(key, text(in));
            }
        }
        return entries;
    }

    static int checksum(byte[] body) {
        CRC32C crc = new CRC32C();
        crc.update(body);
        return (int) crc.getValue();
    }

    private static void text(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
        } else {
            byte[] bytes = text.getBytes(UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    private static @Nullable String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length < 0 ? null : new String(in.readNBytes(length), UTF_8);
    }
}
