package io.penstock.launcher.instance;

import io.penstock.launcher.cli.ExitCode;
import io.penstock.launcher.cli.LaunchException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a second worker from the same data. The system drops the lock when the process ends, however it ends. */
public final class InstanceLock implements AutoCloseable {
    private final FileChannel channel;

    private InstanceLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock of a data directory, or says who has it. */
    public static InstanceLock take(Path data, Path run) throws LaunchException {
        Path file = run.resolve("penstock.lock");
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                String owner = Files.readString(file).strip();
                throw taken(owner, data);
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            FileChannel locked = channel;
            channel = null;
            return new InstanceLock(locked);
        } catch (IOException e) {
            throw new LaunchException(
                    ExitCode.CONFIG_INVALID,
                    "The lock file " + file + " cannot be used: " + e.getMessage(),
                    "The data directory has to be writable, on a file system with locks",
                    e);
        } finally {
            closeQuietly(channel);
        }
    }

    /** The error of a data directory that the process with this id uses; empty when the id is not known. */
    public static LaunchException taken(String pid, Path data) {
        return new LaunchException(
                ExitCode.ALREADY_RUNNING,
                "Another worker" + (pid.isEmpty() ? "" : " (pid " + pid + ")") + " uses the data directory " + data,
                "Stop it with: penstock stop --data " + data + ", or choose another directory with --data");
    }

    /** The file stays: deleting it would let two workers lock two different files of the same name. */
    @Override
    public void close() {
        closeQuietly(channel);
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // The lock goes with the process at the latest.
        }
    }
}
