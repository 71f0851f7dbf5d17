package io.penstock.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.itests.distribution.harness.Distribution;
import io.penstock.itests.distribution.harness.Finished;
import io.penstock.itests.distribution.harness.Lab;
import io.penstock.itests.distribution.harness.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The command that a newcomer runs first. */
class DemoIT {

    @RegisterExtension
    static final Lab LAB = new Lab();

    /** Its bit in a mask of signals. */
    private static final long SIGINT = 1 << (2 - 1);

    private static final Pattern SUMMARY =
            Pattern.compile("^([0-9,]+) produced = ([0-9,]+) delivered \\+ ([0-9,]+) dead letters$", Pattern.MULTILINE);

    @Test
    void theNumbersAddUpAndNothingIsLeft() throws IOException {
        Path temporary = Files.createDirectory(LAB.directory().resolve("counted"));
        Finished demo =
                LAB.run(Distribution.underTest().command(options(temporary), List.of("demo", "--count", "20000")));
        assertThat(demo.exitCode()).as(demo.output()).isZero();
        long[] numbers = numbers(demo.output());
        assertThat(numbers[0]).isEqualTo(20_000);
        assertThat(numbers[1]).isEqualTo(19_800);
        assertThat(numbers[2]).isEqualTo(200);
        assertThat(demo.output())
                .contains("curl http://127.0.0.1:", "penstock shell --data ")
                .doesNotContain("Exception", "WARN", "ERROR");
        assertNothingLeft(temporary);
    }

    @Test
    void ctrlCEndsItInOrder() throws IOException, InterruptedException {
        Path temporary = Files.createDirectory(LAB.directory().resolve("endless"));
        Path printed = LAB.directory().resolve("endless.txt");
        Process demo = Distribution.underTest()
                .command(options(temporary), List.of("demo"))
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        try {
            Waiting.upTo(120, "records flow").until(() -> Pattern.compile("delivered [1-9]")
                    .matcher(Files.readString(printed))
                    .find());
            Finished interrupt = LAB.run(new ProcessBuilder("kill", interrupt(demo), Long.toString(demo.pid())));
            assertThat(interrupt.exitCode()).as(interrupt.output()).isZero();
            assertThat(demo.waitFor(90, TimeUnit.SECONDS)).as("it ends").isTrue();
            assertThat(demo.exitValue()).as(Files.readString(printed)).isZero();
            long[] numbers = numbers(Files.readString(printed));
            assertThat(numbers[0]).isPositive().isEqualTo(numbers[1] + numbers[2]);
            assertNothingLeft(temporary);
        } finally {
            demo.destroyForcibly();
        }
    }

    /** Ctrl-C; or what does the same, where a shell has put the build into the background and so made it deaf to that. */
    private static String interrupt(Process demo) throws IOException {
        Path status = Path.of("/proc/" + demo.pid() + "/status");
        Matcher ignored = Pattern.compile("(?m)^SigIgn:\\s*([0-9a-f]+)$")
                .matcher(Files.exists(status) ? Files.readString(status) : "");
        boolean deaf = ignored.find() && (Long.parseUnsignedLong(ignored.group(1), 16) & SIGINT) != 0;
        return deaf ? "-TERM" : "-INT";
    }

    private static String options(Path temporary) {
        return Distribution.SMALL + " -Djava.io.tmpdir=" + temporary;
    }

    private static long[] numbers(String output) {
        Matcher matcher = SUMMARY.matcher(output);
        assertThat(matcher.find()).as(output).isTrue();
        return new long[] {number(matcher.group(1)), number(matcher.group(2)), number(matcher.group(3))};
    }

    private static long number(String text) {
        return Long.parseLong(text.replace(",", ""));
    }

    private static void assertNothingLeft(Path temporary) throws IOException {
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).isEmpty();
        }
        assertThat(ProcessHandle.allProcesses()
                        .map(process -> process.info().commandLine().orElse(""))
                        .filter(line -> line.contains(temporary.toString())))
                .isEmpty();
    }
}
