package io.penstock.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.launcher.Distribution.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** bin/penstock. */
class ScriptTest {
    @TempDir
    private Path directory;

    private Distribution penstock;

    @BeforeEach
    void unpack() throws IOException {
        penstock = new Distribution(directory.resolve("some where"));
    }

    @AfterEach
    void end() throws IOException {
        penstock.close();
    }

    @Test
    void worksThroughSymbolicLinks() throws Exception {
        Path absolute = Files.createSymbolicLink(
                directory.resolve("my penstock"), penstock.home().resolve("bin/penstock"));
        Path relative = Files.createSymbolicLink(directory.resolve("link"), directory.relativize(absolute));

        Result result = penstock.start(relative, "status").end();

        assertThat(result.code()).isEqualTo(8);
        assertThat(result.err()).contains(penstock.data().toString());
    }

    @Test
    void passesArgumentsAndOptionsOn() throws Exception {
        assertThat(penstock.run().out()).contains("usage: penstock COMMAND");
        assertThat(penstock.run("--version").out()).startsWith("penstock ");
        Result wrong = penstock.run("start", "--data", "a  b", "--nonsense");
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.err())
                .contains("penstock start has no option --nonsense")
                .contains("See: penstock help");

        penstock.jvmOption("-Xmx80m -XshowSettings:vm");
        assertThat(penstock.run("version").err()).contains("80.00M");
    }

    @Test
    void saysThatThereIsNoJava() throws Exception {
        penstock.environment("JAVA_HOME", directory.resolve("no jdk").toString());
        Result result = penstock.run("version");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("There is no Java in JAVA_HOME (" + directory.resolve("no jdk") + ")");

        penstock.environment("JAVA_HOME", "");
        penstock.environment("PATH", onlyTheSystemTools());
        Result none = penstock.run("version");
        assertThat(none.code()).isEqualTo(3);
        assertThat(none.err()).contains("There is no java on the PATH").contains("Install Java 17 or later");
    }

    @Test
    void refusesAnOldJava() throws Exception {
        Path old = Files.createDirectories(directory.resolve("jdk 11/bin"));
        Path java = executable(old.resolve("java"), "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");
        penstock.environment("JAVA_HOME", old.getParent().toString());
        Result asked = penstock.run("version");
        assertThat(asked.code()).isEqualTo(3);
        assertThat(asked.err()).contains("Java 17 or later is needed, and " + java + " is 11.0.2");

        Files.writeString(old.getParent().resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"1.8.0_402\"\n");
        assertThat(penstock.run("version").err()).contains("is 1.8.0_402");
    }

    /** Small scripts around them: links out of a temporary directory make JUnit warn. */
    private String onlyTheSystemTools() throws IOException {
        Path bin = Files.createDirectories(directory.resolve("bin"));
        for (String tool : new String[] {"dirname", "readlink", "sed", "head"}) {
            Path found = Files.exists(Path.of("/bin", tool)) ? Path.of("/bin", tool) : Path.of("/usr/bin", tool);
            executable(bin.resolve(tool), "exec " + found + " \"$@\"");
        }
        return bin.toString();
    }

    private static Path executable(Path file, String line) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
