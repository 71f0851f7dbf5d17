package io.penstock.example.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide shows this module's files, and nothing else that looks like code. */
class GuideTest {

    private static final Path GUIDE = Path.of("..", "..", "docs", "writing-a-plugin.md");

    /** A code block of some language, with the file's name in the line before it when there is one. */
    private static final Pattern BLOCK =
            Pattern.compile("(?m)^(?:`([^`\n]+)`\n\n)?```(\\w*)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private static Map<String, String> files() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        Matcher block = BLOCK.matcher(Files.readString(GUIDE));
        while (block.find()) {
            if (block.group(1) != null) {
                files.put(block.group(1), block.group(3));
            } else {
                assertThat(block.group(2))
                        .as("language of a block that is no file: %s", block.group(3))
                        .isIn("sh", "text");
            }
        }
        return files;
    }

    @Test
    void everyBlockIsTheFileThatItIsNamedAfter() throws IOException {
        for (Map.Entry<String, String> file : files().entrySet()) {
            assertThat(file.getValue()).as(file.getKey()).isEqualTo(Files.readString(Path.of(file.getKey())));
        }
    }

    @Test
    void everySourceIsShown() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
            List<String> names = sources.filter(Files::isRegularFile)
                    .map(path -> path.toString().replace('\\', '/'))
                    .filter(name -> !name.endsWith("package-info.java"))
                    .toList();
            assertThat(files().keySet()).containsAll(names).contains("standalone/pom.xml");
        }
    }

    @Test
    void theStandalonePomHasTheVersionsOfThisBuild() throws IOException {
        assertThat(Files.readString(Path.of("standalone", "pom.xml")))
                .contains("<kafka.version>" + System.getProperty("managed.kafka") + "</kafka.version>")
                .contains("<bnd.version>" + System.getProperty("managed.bnd") + "</bnd.version>");
    }
}
