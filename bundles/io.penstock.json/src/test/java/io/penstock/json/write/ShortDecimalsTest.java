package io.penstock.json.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortDecimalsTest {
    private final JsonFactory factory = new JsonFactory();

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0.0,
                -0.0,
                1,
                -1,
                0.5,
                0.1,
                0.001,
                0.0009999,
                0.000999999,
                0.0010000001,
                19.99,
                -19.99,
                100,
                1234567.891011,
                9999999,
                9999999.99,
                9999999.999999,
                9999999.9999999,
                1e7,
                1.00000001e7,
                123456.7,
                0.30000000000000004,
                2e-3,
                4.35,
                1e22,
                Double.MIN_VALUE,
                Double.MAX_VALUE
            })
    void numbersLookAsJavaShowsThem(double value) throws IOException {
        assertThat(written(value)).isEqualTo(Double.toString(value));
    }

    @Test
    void randomNumbersLookAsJavaShowsThem() throws IOException {
        long seed = Long.getLong("penstock.seed", System.nanoTime());
        System.out.println("randomNumbersLookAsJavaShowsThem -Dpenstock.seed=" + seed);
        Random random = new Random(seed);
        double[] units = {1, 10, 100, 1000, 1e4, 1e5, 1e6, 1e7};
        for (int i = 0; i < 20_000; i++) {
            double value = (random.nextLong() >> random.nextInt(64)) / units[random.nextInt(units.length)];
            double beside = random.nextBoolean() ? Math.nextUp(value) : Math.nextDown(value);
            assertThat(written(value)).as("seed %d", seed).isEqualTo(Double.toString(value));
            assertThat(written(beside)).as("seed %d", seed).isEqualTo(Double.toString(beside));
        }
    }

    @Test
    void whatIsNoJsonNumberIsText() throws IOException {
        assertThat(written(Double.NaN)).isEqualTo("\"NaN\"");
        assertThat(written(Double.NEGATIVE_INFINITY)).isEqualTo("\"-Infinity\"");
    }

    private String written(double value) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = factory.createGenerator(text)) {
            ShortDecimals.write(out, value);
        }
        return text.toString();
    }
}
