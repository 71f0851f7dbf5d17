package io.penstock.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.Test;

/** Random schemas and values through our converter and Apache's: equal bytes, equal values, equal errors. */
class JsonConverterDifferentialTest {
    private static final int SCHEMAS_PER_SETTING = Twins.times(60);

    @Test
    void randomDataIsWrittenAndReadAsByApache() {
        long seed = Twins.seed("randomDataIsWrittenAndReadAsByApache");
        Random random = new Random(seed);
        RandomData data = new RandomData(random);
        RandomJson json = new RandomJson(random);
        int written = 0;
        int read = 0;
        int refused = 0;
        for (Map<String, Object> settings : Twins.allSettings()) {
            Twins twins = new Twins("seed " + seed, settings);
            for (int i = 0; i < SCHEMAS_PER_SETTING; i++) {
                Schema schema = data.chance(0.3) ? data.struct(2).build() : data.schema(2);
                for (int j = 0; j < 2; j++) {
                    byte[] document = twins.write(schema, data.value(schema, i % 3 == 0));
                    if (document != null) {
                        written++;
                        read += 3;
                        twins.read(document);
                        twins.read(json.reprint(document, 0));
                        twins.read(json.reprint(document, 0.02));
                    }
                }
            }
            refused += twins.failures();
        }
        assertThat(refused).isPositive();
        assertThat(written).isGreaterThan(2_000);
        assertThat(read).isGreaterThan(6_000);
    }

    @Test
    void randomDataWithoutSchemaIsWrittenAndReadAsByApache() {
        long seed = Twins.seed("randomDataWithoutSchemaIsWrittenAndReadAsByApache");
        Random random = new Random(seed);
        RandomData data = new RandomData(random);
        RandomJson json = new RandomJson(random);
        for (Map<String, Object> settings : Twins.allSettings()) {
            Twins twins = new Twins("seed " + seed, settings);
            for (int i = 0; i < SCHEMAS_PER_SETTING; i++) {
                byte[] document = twins.write(null, data.bare(4));
                if (document != null) {
                    twins.read(document);
                    twins.read(json.reprint(document, 0));
                    twins.read(json.reprint(document, 0.02));
                }
            }
        }
    }

    @Test
    void everyRealNumberIsReadAsByApache() {
        long seed = Twins.seed("everyRealNumberIsReadAsByApache");
        RandomData data = new RandomData(new Random(seed));
        Twins bare = new Twins("seed " + seed, Map.of("schemas.enable", false));
        Twins doubles = new Twins("seed " + seed, Map.of("schema.content", "{\"type\":\"double\"}"));
        Twins floats = new Twins("seed " + seed, Map.of("schema.content", "{\"type\":\"float\"}"));
        for (int i = 0; i < Twins.times(4_000); i++) {
            double real = data.real();
            byte[] text = (i % 2 == 0 ? Double.toString(real) : Float.toString((float) real)).getBytes();
            bare.read(text);
            doubles.read(text);
            floats.read(text);
        }
    }
}
