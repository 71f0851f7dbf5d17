package io.penstock.core.store.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.core.store.StoreDamagedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("deep/er/test.journal");
    }

    private static Map<String, String> entry(String key, String value) {
        Map<String, String> entry = new LinkedHashMap<>();
        entry.put(key, value);
        return entry;
    }

    private Map<String, String> reopened() throws IOException {
        try (Journal journal = Journal.open(file, false)) {
            return new HashMap<>(journal.content());
        }
    }

    @Test
    void keepsWhatWasAppended() throws IOException {
        try (Journal journal = Journal.open(file, false)) {
            journal.append(entry("a", "1"));
            journal.append(entry("b", "ü\n"));
            journal.append(entry("a", null));
            journal.append(entry("c", ""));
        }
        assertThat(reopened()).containsExactlyInAnyOrderEntriesOf(Map.of("b", "ü\n", "c", ""));
    }

    /** A kill can leave the file at any length: what had been acknowledged by then is there, and nothing half. */
    @Test
    void survivesBeingCutAtEveryByte() throws IOException {
        Map<Long, Map<String, String>> acknowledged = new LinkedHashMap<>();
        try (Journal journal = Journal.open(file, false)) {
            acknowledged.put(Files.size(file), Map.of());
            for (int i = 0; i < 5; i++) {
                Map<String, String> both = entry("k" + i, "v" + i);
                both.put("last", "v" + i);
                journal.append(both);
                acknowledged.put(Files.size(file), new HashMap<>(journal.content()));
            }
        }
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length <= whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            Map<String, String> expected = Map.of();
            for (Map.Entry<Long, Map<String, String>> at : acknowledged.entrySet()) {
                expected = at.getKey() <= length ? at.getValue() : expected;
            }
            assertThat(reopened()).as("cut at byte %d", length).isEqualTo(expected);
            try (Journal journal = Journal.open(file, false)) {
                journal.append(entry("after", "cut"));
            }
            assertThat(reopened()).as("written to after the cut at %d", length).containsEntry("after", "cut");
        }
    }

    /** A flipped bit is never taken for good; where it cannot be told from a torn write, nothing before it is lost. */
    @Test
    void refusesDamage() throws IOException {
        try (Journal journal = Journal.open(file, false)) {
            journal.append(entry("first", "one"));
            journal.append(entry("second", "two"));
            journal.append(entry("third", "three"));
        }
        byte[] whole = Files.readAllBytes(file);
        int refused = 0;
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x10;
            Files.write(file, damaged);
            try {
                Map<String, String> content = reopened();
                assertThat(content.entrySet())
                        .as("byte %d", at)
                        .isSubsetOf(Map.of("first", "one", "second", "two", "third", "three")
                                .entrySet());
            } catch (StoreDamagedException e) {
                refused++;
                assertThat(e).hasMessageContaining(file.toString());
                assertThat(e.hint()).contains("penstock.store.repair");
            }
        }
        assertThat(refused).isGreaterThan(whole.length - 16);
    }

    @Test
    void keepsWhatIsIntactWhenToldToRepair() throws IOException {
        try (Journal journal = Journal.open(file, false)) {
            journal.append(entry("first", "one"));
            journal.append(entry("second", "two"));
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(this::reopened).isInstanceOf(StoreDamagedException.class);
        try (Journal journal = Journal.open(file, true)) {
            assertThat(journal.content()).containsExactly(Map.entry("first", "one"));
            journal.append(entry("third", "three"));
        }
        assertThat(reopened()).containsOnlyKeys("first", "third");
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("test.journal.damaged-"));
        }
    }

    @Test
    void refusesAFileOfSomethingElse() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "this is no journal at all");
        assertThatThrownBy(this::reopened)
                .isInstanceOf(StoreDamagedException.class)
                .hasMessageContaining("mark");
    }

    @Test
    void staysSmallHoweverOftenItIsWritten() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Map<String, String> expected = new HashMap<>();
        try (Journal journal = Journal.open(file, false)) {
            for (int i = 0; i < 3000; i++) {
                String key = "key-" + random.nextInt(40);
                String value = random.nextInt(10) == 0 ? null : "x".repeat(random.nextInt(900));
                journal.append(entry(key, value));
                if (value == null) {
                    expected.remove(key);
                } else {
                    expected.put(key, value);
                }
            }
            assertThat(Files.size(file)).isLessThan(512 * 1024);
        }
        assertThat(reopened()).isEqualTo(expected);
    }
}
