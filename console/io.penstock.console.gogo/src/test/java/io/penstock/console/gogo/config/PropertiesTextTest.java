package io.penstock.console.gogo.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PropertiesTextTest {

    @Test
    void readableAndInOrder() {
        assertThat(PropertiesText.of(Map.of("topics.regex", "a\\d+", "b", " x", "a b", "c=d:e")))
                .isEqualTo("a\\ b=c=d:e\nb=\\ x\ntopics.regex=a\\\\d+\n");
    }

    @Test
    void whatIsWrittenIsReadBackTheSame(@TempDir Path directory) throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String letters = "ab \t\n\r\f\\=:#!'\"$\u00e4\u2603.";
        for (int round = 0; round < 200; round++) {
            Map<String, String> config = new TreeMap<>();
            for (int i = 0; i < 5; i++) {
                config.put("k" + word(random, letters), word(random, letters));
            }
            Path file = Files.writeString(directory.resolve("x.properties"), PropertiesText.of(config));
            assertThat(ConnectorFile.read(file).config())
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(config);
        }
    }

    private static String word(Random random, String letters) {
        StringBuilder word = new StringBuilder();
        int length = random.nextInt(8);
        for (int i = 0; i < length; i++) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }
}
