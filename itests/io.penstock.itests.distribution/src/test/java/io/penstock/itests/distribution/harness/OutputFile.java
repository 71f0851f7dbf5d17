package io.penstock.itests.distribution.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The file of a FileStream sink, read as it grows. One thread. */
public final class OutputFile {

    private final Path file;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    private final StringBuilder partial = new StringBuilder();
    private long position;
    private long lines;

    public OutputFile(Path file) {
        this.file = file;
    }

    @Override
    public String toString() {
        return file.toString();
    }

    /** How many complete lines there are. */
    public long lines() {
        follow(line -> {});
        return lines;
    }

    /** Hands over the complete lines that are new since the last call, also when that was {@link #lines}. */
    public void follow(Consumer<String> each) {
        if (!Files.exists(file)) {
            return;
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(position);
            while (channel.read(buffer.clear()) > 0) {
                position += buffer.flip().remaining();
                partial.append(StandardCharsets.ISO_8859_1.decode(buffer));
                int start = 0;
                for (int end = partial.indexOf("\n"); end >= 0; end = partial.indexOf("\n", start)) {
                    lines++;
                    each.accept(partial.substring(start, end));
                    start = end + 1;
                }
                partial.delete(0, start);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All complete lines, from the first on. */
    public List<String> all() {
        List<String> all = new ArrayList<>();
        new OutputFile(file).follow(all::add);
        return all;
    }
}
