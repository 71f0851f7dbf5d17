package io.penstock.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoNumbersTest {
    @TempDir
    private Path directory;

    @Test
    void addUpOnlyWhenEveryRecordIsAccountedForOnce() {
        DemoNumbers right = new DemoNumbers(10_000, 9_900, 100);

        assertThat(right.addUp()).isTrue();
        assertThat(right.summary()).isEqualTo("10,000 produced = 9,900 delivered + 100 dead letters");
        assertThat(new DemoNumbers(10_000, 9_899, 100).addUp()).isFalse();
        assertThat(new DemoNumbers(10_000, 9_901, 100).summary()).endsWith("does NOT add up: the difference is -1");
    }

    @Test
    void countsCompleteLinesOfAGrowingFile() throws Exception {
        Path file = directory.resolve("lines");
        LineCounter counter = new LineCounter(file);
        assertThat(counter.count()).isZero();

        Files.writeString(file, "one\ntwo\nthr");
        assertThat(counter.count()).isEqualTo(2);

        Files.writeString(file, "ee\nfour\n", StandardOpenOption.APPEND);
        assertThat(counter.count()).isEqualTo(4);
        assertThat(counter.count()).isEqualTo(4);
    }
}
