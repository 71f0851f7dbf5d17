package io.penstock.launcher.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Counts the lines of a file that grows, reading only what is new. One thread. */
final class LineCounter {
    private final Path file;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    private long position;
    private long lines;

    LineCounter(Path file) {
        this.file = file;
    }

    /** Complete lines so far; 0 while there is no file. */
    long count() throws IOException {
        if (!Files.exists(file)) {
            return lines;
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(position);
            while (channel.read(buffer.clear()) > 0) {
                buffer.flip();
                position += buffer.remaining();
                while (buffer.hasRemaining()) {
                    if (buffer.get() == '\n') {
                        lines++;
                    }
                }
            }
        }
        return lines;
    }
}
