package io.penstock.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One converter, several threads, more schemas than it remembers. */
class JsonConverterThreadsTest {
    private record Sample(Schema schema, Object value, byte[] document, String result) {}

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 1000})
    void severalThreadsGetWhatOneThreadGets(int cacheSize) throws Exception {
        long seed = Twins.seed("severalThreadsGetWhatOneThreadGets");
        List<Sample> samples = samples(new RandomData(new Random(seed)));
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of("schemas.cache.size", cacheSize), false);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> done = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                long own = seed + i;
                done.add(threads.submit(() -> convert(converter, samples, new Random(own))));
            }
            for (Future<Integer> each : done) {
                assertThat(each.get(60, TimeUnit.SECONDS)).as("seed %d", seed).isPositive();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Sample> samples(RandomData data) {
        JsonConverter alone = new JsonConverter();
        alone.configure(Map.of(), false);
        List<Sample> samples = new ArrayList<>();
        while (samples.size() < 20) {
            Schema schema = data.struct(1).build();
            Object value = data.value(schema, false);
            byte[] document = alone.fromConnectData("t", schema, value);
            try {
                samples.add(new Sample(schema, value, document, Description.of(alone.toConnectData("t", document))));
            } catch (DataException e) {
                // Half a surrogate pair as a map key can be written but not read.
                assertThat(e).hasMessageContaining("serialization error");
            }
        }
        return samples;
    }

    private static int convert(JsonConverter converter, List<Sample> samples, Random random) {
        int conversions = 0;
        for (int i = 0; i < 300; i++) {
            Sample sample = samples.get(random.nextInt(samples.size()));
            assertThat(converter.fromConnectData("t", sample.schema, sample.value))
                    .isEqualTo(sample.document);
            assertThat(Description.of(converter.toConnectData("t", sample.document)))
                    .isEqualTo(sample.result);
            conversions++;
        }
        return conversions;
    }
}
