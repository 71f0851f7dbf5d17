package io.penstock.launcher.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.penstock.launcher.cli.ExitCode;
import io.penstock.launcher.cli.LaunchException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PropertiesFileTest {
    @TempDir
    private Path directory;

    @Test
    void readsEveryCharacter() throws Exception {
        Map<String, String> read = read(
                "# first\nb = 1 \n\na: x=y\\\n   z\r\n! no key=\\u00zz\nempty=\nname=J\u00fcrgen\\u0021\n",
                StandardCharsets.UTF_8);

        assertThat(read)
                .containsOnly(
                        Map.entry("b", "1 "),
                        Map.entry("a", "x=yz"),
                        Map.entry("empty", ""),
                        Map.entry("name", "J\u00fcrgen!"));
    }

    @Test
    void readsLatinOneWhereItIsNotUtf8() throws Exception {
        assertThat(read("name=J\u00fcrgen\n", StandardCharsets.ISO_8859_1)).containsEntry("name", "J\u00fcrgen");
    }

    @Test
    void namesFileAndLineOfABadEscape() throws Exception {
        Path file = write("good=1\n# comment\nlong=a\\\n  b\npassword=C:\\users\\me\nlast=1\n", StandardCharsets.UTF_8);

        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> PropertiesFile.read(file))
                .withMessageContaining(file.toString())
                .withMessageContaining("line 5")
                .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CONFIG_INVALID))
                .satisfies(e -> assertThat(e.hint()).contains("backslash"));
    }

    @Test
    void saysThatThereIsNoSuchFile() {
        Path file = directory.resolve("none.properties");

        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> PropertiesFile.read(file))
                .withMessageContaining(file + " cannot be read: there is no such file");
    }

    @Test
    void saysThatItIsADirectory() {
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> PropertiesFile.read(directory))
                .withMessageContaining("it is a directory");
    }

    private Map<String, String> read(String text, Charset charset) throws IOException, LaunchException {
        return PropertiesFile.read(write(text, charset));
    }

    private Path write(String text, Charset charset) throws IOException {
        return Files.write(directory.resolve("some.properties"), text.getBytes(charset));
    }
}
