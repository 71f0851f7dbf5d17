package io.penstock.launcher.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrailerFilterTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** A tilde stands for NUL, a slash for a line feed. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "text/~exit=0/          | text/          | 0",
                "~exit=255/             | ''             | 255",
                "a~b/~exit=3/           | a~b/           | 3",
                "~exit=1/~exit=2/       | ~exit=1/       | 2",
                "text/~exit=7/more      | text/~exit=7/more | -",
                "text                   | text           | -",
                "text~exit=             | text~exit=     | -",
                "text~exit=1234/        | text~exit=1234/ | -",
                "''                     | ''             | -",
            })
    void keepsTheLastLineOnly(String sent, String shown, Integer code) throws IOException {
        for (int size = 1; size <= 12; size++) {
            out.reset();
            assertThat(filter(decode(sent), size))
                    .as("in pieces of %d", size)
                    .isEqualTo(code == null ? OptionalInt.empty() : OptionalInt.of(code));
            assertThat(out.toByteArray()).isEqualTo(decode(shown));
        }
    }

    @Test
    void losesNothingOfRandomOutput() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            byte[] body = new byte[random.nextInt(300)];
            for (int i = 0; i < body.length; i++) {
                body[i] = (byte) "\0exit=1\n".charAt(random.nextInt(8));
            }
            byte[] sent =
                    (new String(body, StandardCharsets.US_ASCII) + "\0exit=42\n").getBytes(StandardCharsets.US_ASCII);
            out.reset();

            assertThat(filter(sent, 1 + random.nextInt(40))).as("seed %d", seed).hasValue(42);
            assertThat(out.toByteArray()).as("seed %d", seed).isEqualTo(body);
        }
    }

    private OptionalInt filter(byte[] sent, int pieces) throws IOException {
        TrailerFilter filter = new TrailerFilter(out);
        for (int from = 0; from < sent.length; from += pieces) {
            int length = Math.min(pieces, sent.length - from);
            byte[] buffer = new byte[64];
            System.arraycopy(sent, from, buffer, 0, length);
            filter.write(buffer, length);
        }
        return filter.finish();
    }

    private static byte[] decode(String text) {
        return text.replace('~', '\0').replace('/', '\n').getBytes(StandardCharsets.US_ASCII);
    }
}
