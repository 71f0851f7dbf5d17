package io.penstock.deployer.describe;

import static io.penstock.deployer.describe.PluginInterface.CONVERTER;
import static io.penstock.deployer.describe.PluginInterface.TRANSFORMATION;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescribeMainTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    private Path out;
    private Path jar;

    @BeforeEach
    void makeAJar() throws IOException {
        out = folder.resolve("out");
        jar = new ArchiveBuilder()
                .plugins(TRANSFORMATION, "a.T$Key", "a.T$Value")
                .plugins(CONVERTER, "a.C")
                .jar(folder.resolve("plugins.jar"));
    }

    @Test
    void describesEveryPlugin() throws IOException {
        int code = run("--out", out.toString(), "--version", "1.2", jar.toString());

        assertThat(code).isEqualTo(DescribeMain.WRITTEN);
        assertThat(written()).containsExactlyInAnyOrder("a.C.xml", "a.T$Key.xml", "a.T$Value.xml");
        assertThat(out.resolve("OSGI-INF/a.C.xml")).content().contains("value=\"1.2\"");
        assertThat(stdout.toString(StandardCharsets.UTF_8)).contains("Described 3 plugins in " + out);
        assertThat(stderr.size()).isZero();
    }

    @Test
    void takesTheVersionFromTheArchiveWhenNoneIsGiven() throws IOException {
        Path versioned = new ArchiveBuilder()
                .manifest("Implementation-Version: 9")
                .plugins(CONVERTER, "a.C")
                .jar(folder.resolve("versioned.jar"));

        assertThat(run("--out", out.toString(), versioned.toString())).isEqualTo(DescribeMain.WRITTEN);
        assertThat(out.resolve("OSGI-INF/a.C.xml")).content().contains("value=\"9\"");
    }

    @Test
    void filters() throws IOException {
        int code = run(
                "--include", "a.T*", "--exclude", "*$Key", "--out", out.toString(), "--version", "1", jar.toString());

        assertThat(code).isEqualTo(DescribeMain.WRITTEN);
        assertThat(written()).containsExactly("a.T$Value.xml");
    }

    @Test
    void refusesAnArchiveWithoutVersion() {
        refusedArchive("has no version for a.T$Key; give one with --version", jar.toString());
    }

    @Test
    void refusesAPatternThatMatchesNothing() {
        refusedArchive("b.*", "--exclude", "b.*", "--version", "1", jar.toString());
        refusedArchive("b.*", "--include", "b.*", "--version", "1", jar.toString());
    }

    @Test
    void refusesAFilterThatLeavesNothing() {
        refusedArchive("no plugin to describe", "--exclude", "*", "--version", "1", jar.toString());
    }

    @Test
    void refusesAnArchiveWithoutPlugins() throws IOException {
        Path empty = new ArchiveBuilder().entry("a/B.class", "").jar(folder.resolve("empty.jar"));

        refusedArchive("empty.jar", "--version", "1", empty.toString());
    }

    @Test
    void refusesAllWhenOneLineIsMalformed() throws IOException {
        Path bad = new ArchiveBuilder()
                .plugins(TRANSFORMATION, "a.T")
                .entry(CONVERTER.servicesEntry(), "# fine\nno class name\n")
                .jar(folder.resolve("bad.jar"));

        refusedArchive("line 2", "--version", "1", bad.toString());
    }

    @Test
    void refusesWhatIsNoArchive() throws IOException {
        Path text = Files.writeString(folder.resolve("text.jar"), "text");

        refusedArchive("text.jar", "--version", "1", text.toString());
        refusedArchive(
                "missing.jar", "--version", "1", folder.resolve("missing.jar").toString());
    }

    @Test
    void saysWhatIsWrongWithTheCommandLine() {
        refusedUsage("--out DIR is missing", jar.toString());
        refusedUsage("--out needs a value", "--out");
        refusedUsage("--version needs a value", "--version", "--out", "x", jar.toString());
        refusedUsage("--out is given twice: x and y", "--out", "x", "--out", "y", jar.toString());
        refusedUsage("unknown option --colour", "--colour", "red", jar.toString());
        refusedUsage("no jar or directory given", "--out", out.toString());
        refusedUsage("is not a path", "--out", "x\0y", jar.toString());
    }

    @Test
    void printsTheUsageWhenAsked() {
        assertThat(run("--help")).isEqualTo(DescribeMain.WRITTEN);
        assertThat(stdout.toString(StandardCharsets.UTF_8)).startsWith("Usage:").contains("--exclude");
    }

    @Test
    void saysWhereItCannotWrite() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        int code = run("--out", file.toString(), "--version", "1", jar.toString());

        assertThat(code).isEqualTo(DescribeMain.CANNOT_WRITE);
        assertThat(stderr.toString(StandardCharsets.UTF_8)).contains("cannot write to " + file);
        assertThat(file).content().isEqualTo("in the way");
    }

    private int run(String... arguments) {
        stdout.reset();
        stderr.reset();
        return DescribeMain.run(
                List.of(arguments),
                new PrintStream(stdout, true, StandardCharsets.UTF_8),
                new PrintStream(stderr, true, StandardCharsets.UTF_8));
    }

    private void refusedArchive(String message, String... arguments) {
        String[] all = Stream.concat(Stream.of("--out", out.toString()), Stream.of(arguments))
                .toArray(String[]::new);

        assertThat(run(all)).isEqualTo(DescribeMain.BAD_ARCHIVE);
        assertThat(stderr.toString(StandardCharsets.UTF_8)).contains(message);
        assertThat(out).doesNotExist();
    }

    private void refusedUsage(String message, String... arguments) {
        assertThat(run(arguments)).isEqualTo(DescribeMain.BAD_USAGE);
        assertThat(stderr.toString(StandardCharsets.UTF_8)).contains(message).contains("Usage:");
    }

    private List<String> written() throws IOException {
        try (Stream<Path> files = Files.list(out.resolve("OSGI-INF"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
