package io.penstock.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.Test;

/** Broken documents: the same error as Apache's converter, or the same value where it sees none. */
class JsonConverterDamageTest {
    @Test
    void damagedDocumentsAreReadOrRefusedAsByApache() {
        long seed = Twins.seed("damagedDocumentsAreReadOrRefusedAsByApache");
        Random random = new Random(seed);
        RandomData data = new RandomData(random);
        RandomJson json = new RandomJson(random);
        int refused = 0;
        for (Map<String, Object> settings : Twins.allSettings()) {
            if (settings.get("decimal.format").equals("numeric")) {
                continue;
            }
            Twins twins = new Twins("seed " + seed, settings);
            for (int i = 0; i < Twins.times(12); i++) {
                Schema schema = data.struct(2).build();
                byte[] document = twins.write(schema, data.value(schema, false));
                if (document == null) {
                    continue;
                }
                byte[] payloadFirst = json.payloadFirst(document);
                twins.read(document);
                twins.read(payloadFirst);
                for (int j = 0; j < 15; j++) {
                    twins.read(json.damage(document));
                    twins.read(json.damage(payloadFirst));
                }
            }
            refused += twins.failures();
        }
        assertThat(refused).isGreaterThan(1_000);
    }

    @Test
    void wrongTypesAreReadOrRefusedAsByApache() {
        long seed = Twins.seed("wrongTypesAreReadOrRefusedAsByApache");
        Random random = new Random(seed);
        RandomData data = new RandomData(random);
        RandomJson json = new RandomJson(random);
        int refused = 0;
        for (Map<String, Object> settings : Twins.allSettings()) {
            Twins twins = new Twins("seed " + seed, settings);
            for (int i = 0; i < Twins.times(20); i++) {
                Schema schema = data.schema(2);
                byte[] document = twins.write(schema, data.value(schema, false));
                for (int j = 0; document != null && j < 8; j++) {
                    twins.read(json.reprint(document, 0.1));
                }
            }
            refused += twins.failures();
        }
        assertThat(refused).isGreaterThan(500);
    }

    @Test
    void everyPrefixOfADocumentIsRefusedAsByApache() {
        long seed = Twins.seed("everyPrefixOfADocumentIsRefusedAsByApache");
        RandomData data = new RandomData(new Random(seed));
        for (boolean schemas : new boolean[] {true, false}) {
            Twins twins = new Twins("seed " + seed, Map.of("schemas.enable", schemas));
            for (int i = 0; i < 4; i++) {
                Schema schema = data.struct(1).build();
                byte[] document = twins.write(schema, data.value(schema, false));
                twins.read(document);
                for (int length = 0; length < Math.min(document.length, 2000); length++) {
                    twins.read(java.util.Arrays.copyOf(document, length));
                }
            }
        }
    }
}
