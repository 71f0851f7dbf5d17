package io.penstock.core.store.local;

import io.penstock.core.store.StoreDamagedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A map in one file. {@link #append} writes one frame and forces it to the disk before it returns; a kill at any
 * instruction leaves the frames before it, and an incomplete frame at the end, which was never acknowledged and is cut
 * off when the file is opened again. Anything else that does not check out is damage and is refused (I8).
 *
 * <p>Belongs to one thread at a time.
 */
final class Journal implements AutoCloseable {

    private static final long COMPACT_FROM_BYTES = 256 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final Path file;
    private final Map<String, String> content = new LinkedHashMap<>();
    private FileChannel channel;
    private long end;
    private long live;

    private Journal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens a journal, making it when there is none.
     *
     * @param repair whether to keep what stands before a damaged place and put a copy of the file aside, instead of
     *     refusing it
     * @throws StoreDamagedException when what is in the file is not what was written
     * @throws UncheckedIOException when it cannot be read or made
     */
    static Journal open(Path file, boolean repair) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.deleteIfExists(temporary(file));
            boolean made = !Files.exists(file);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            Journal journal = new Journal(file, channel);
            try {
                if (made || channel.size() == 0) {
                    journal.begin();
                } else {
                    journal.load(repair);
                }
                return journal;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The store " + file + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /** What is in it; unmodifiable, in the order of first writing. */
    Map<String, String> content() {
        return Collections.unmodifiableMap(content);
    }

    /**
     * Writes entries, all together or none; a null value removes its key.
     *
     * @throws IOException when they could not be made durable, as on a full disk; nothing has changed then
     */
    void append(Map<String, @Nullable String> entries) throws IOException {
        if (entries.isEmpty()) {
            return;
        }
        ByteBuffer frame = Frames.encode(entries);
        int length = frame.remaining();
        try {
            if (channel.size() != end) {
                channel.truncate(end); // what a failed write has left
            }
            writeFully(channel, frame, end);
            channel.force(false);
        } catch (IOException e) {
            cutBack(e);
            throw e;
        }
        end += length;
        apply(entries);
        if (end > COMPACT_FROM_BYTES && end > 4 * live) {
            compact();
        }
    }

    private void cutBack(IOException cause) {
        try {
            channel.truncate(end);
        } catch (IOException e) {
            cause.addSuppressed(e); // the next append tries again before it writes
        }
    }

    private void apply(Map<String, @Nullable String> entries) {
        entries.forEach((key, value) -> {
            String before = value == null ? content.remove(key) : content.put(key, value);
            live -= before == null ? 0 : size(key, before);
            live += value == null ? 0 : size(key, value);
        });
    }

    private static long size(String key, String value) {
        return 8L + key.length() + value.length();
    }

    private void begin() throws IOException {
        writeFully(channel, ByteBuffer.wrap(Frames.MARK), 0);
        channel.force(true);
        forceDirectory();
        end = Frames.MARK.length;
    }

    private void load(boolean repair) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length < Frames.MARK.length && Arrays.equals(bytes, Arrays.copyOf(Frames.MARK, bytes.length))) {
            begin(); // killed while it was being made
            return;
        }
        if (!Arrays.equals(Arrays.copyOf(bytes, Frames.MARK.length), Frames.MARK)) {
            damaged(0, "it does not begin with the mark of a Penstock store", bytes, repair);
            return;
        }
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        rest.position(Frames.MARK.length);
        end = rest.position();
        while (rest.remaining() >= Frames.HEADER) {
            int length = rest.getInt();
            int checksum = rest.getInt();
            if (length < 4) {
                damaged(end, "a frame has the impossible length " + length, bytes, repair);
                return;
            }
            if (length > rest.remaining()) {
                break;
            }
            byte[] body = new byte[length];
            rest.get(body);
            if (Frames.checksum(body) != checksum) {
                damaged(end, "a frame's checksum does not match its content", bytes, repair);
                return;
            }
            apply(Frames.decode(body));
            end = rest.position();
        }
        if (end < bytes.length) {
            LOG.warn(
                    "{} ends in {} bytes of a write that was interrupted before it was acknowledged; they are dropped",
                    file,
                    bytes.length - end);
            channel.truncate(end);
            channel.force(false);
        }
    }

    private void damaged(long at, String what, byte[] bytes, boolean repair) throws IOException {
        if (!repair) {
            throw new StoreDamagedException(
                    "The store " + file + " is damaged at byte " + at + " of " + bytes.length + ": " + what,
                    "Put back a copy of the file from a backup; or set penstock.store.repair=true in the worker file for"
                            + " one start, which keeps the " + content.size() + " entries that are intact and puts the"
                            + " damaged file aside; or move the file away to start without what it holds.",
                    new IOException(what));
        }
        Path aside = file.resolveSibling(file.getFileName() + ".damaged-" + System.currentTimeMillis());
        Files.write(aside, bytes);
        LOG.warn(
                "{} was damaged at byte {}: {}. {} entries are kept; the file as it was is {}",
                file,
                at,
                what,
                content.size(),
                aside);
        compact();
    }

    /** Replaces the file by one that holds the present content only. A failure leaves the old file in use. */
    private void compact() throws IOException {
        Path next = temporary(file);
        FileChannel written = FileChannel.open(
                next,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        try {
            writeFully(written, ByteBuffer.wrap(Frames.MARK), 0);
            long position = Frames.MARK.length;
            if (!content.isEmpty()) {
                ByteBuffer frame = Frames.encode(new LinkedHashMap<>(content));
                int length = frame.remaining();
                writeFully(written, frame, position);
                position += length;
            }
            written.force(true);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceDirectory();
            channel.close();
            channel = written;
            end = position;
        } catch (IOException e) {
            written.close();
            Files.deleteIfExists(next);
            LOG.warn("{} could not be compacted; it is used as it is and compacted later", file, e);
        }
    }

    private static Path temporary(Path file) {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    private static void writeFully(FileChannel to, ByteBuffer bytes, long at) throws IOException {
        long position = at;
        while (bytes.hasRemaining()) {
            position += to.write(bytes, position);
        }
    }

    /** A rename or a new file is durable only when its directory is. */
    private void forceDirectory() {
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException e) {
            LOG.debug("The directory of {} cannot be forced on this file system", file, e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
