package io.penstock.example.plugin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;

/** Writes in put, and makes it last in flush: the worker commits the offsets of what was flushed. */
public final class LinesSinkTask extends SinkTask {

    private @Nullable FileChannel file;

    @Override
    public String version() {
        return LinesSinkConnector.VERSION;
    }

    @Override
    public void start(Map<String, String> props) {
        AbstractConfig config = new AbstractConfig(new LinesSinkConnector().config(), props);
        Path path = Path.of(config.getString(LinesSinkConnector.FILE));
        file = retrying(() -> FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        StringBuilder lines = new StringBuilder();
        records.forEach(record -> lines.append(record.value()).append('\n'));
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines.toString());
        retrying(() -> append(open(), bytes));
    }

    /** All or nothing, for the worker brings the same records again after a failure. */
    private static long append(FileChannel file, ByteBuffer bytes) throws IOException {
        long end = file.size();
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            return file.size();
        } catch (IOException e) {
            file.truncate(end);
            throw e;
        }
    }

    @Override
    public void flush(Map<TopicPartition, OffsetAndMetadata> currentOffsets) {
        retrying(() -> {
            open().force(false);
            return currentOffsets;
        });
    }

    @Override
    public void stop() {
        if (file != null) {
            retrying(() -> {
                open().close();
                return true;
            });
        }
    }

    private FileChannel open() throws IOException {
        if (file == null) {
            throw new IOException("The file is not open");
        }
        return file;
    }

    /** A full disk may have room again later, so the worker is asked to try again. */
    private static <T> T retrying(Step<T> step) {
        try {
            return step.run();
        } catch (IOException e) {
            throw new RetriableException(e);
        }
    }

    private interface Step<T> {
        T run() throws IOException;
    }
}
