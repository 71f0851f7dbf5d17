package io.penstock.benchmark.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes the time, and the CPU time of the whole process, from the end of the warm-up to the last record. Called by any
 * thread.
 */
final class Meter {

    private final AtomicLong count = new AtomicLong();
    private final long warmUp;
    private final long all;
    private final Path report;
    private volatile Reading begin = Reading.now(0);

    Meter(long warmUp, long all, Path report) {
        this.warmUp = warmUp;
        this.all = all;
        this.report = report;
    }

    void add(long records) {
        long now = count.addAndGet(records);
        long before = now - records;
        if (before < warmUp && now >= warmUp) {
            begin = Reading.now(now);
        }
        if (before < all && now >= all) {
            write(Reading.now(now));
        }
    }

    private void write(Reading end) {
        Properties figures = new Properties();
        figures.setProperty("records", Long.toString(end.count - begin.count));
        figures.setProperty("nanos", Long.toString(end.nanos - begin.nanos));
        figures.setProperty("cpu.nanos", Long.toString(end.cpu.minus(begin.cpu).toNanos()));
        Path half = report.resolveSibling(report.getFileName() + ".part");
        try {
            try (Writer writer = Files.newBufferedWriter(half)) {
                figures.store(writer, null);
            }
            Files.move(half, report, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Reading(long count, long nanos, Duration cpu) {
        static Reading now(long count) {
            Duration cpu =
                    ProcessHandle.current().info().totalCpuDuration().orElseThrow(UnsupportedOperationException::new);
            return new Reading(count, System.nanoTime(), cpu);
        }
    }
}
