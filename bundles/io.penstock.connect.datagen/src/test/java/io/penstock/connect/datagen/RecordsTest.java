package io.penstock.connect.datagen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.connect.datagen.dataset.Quickstart;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Cast;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the records look like, and how a pipeline of Apache's own parts takes them. */
class RecordsTest {

    static List<String> datasets() {
        return Quickstart.ids();
    }

    private static List<SourceRecord> make(String... pairs) {
        return Harness.drain(new Harness(Harness.settings(pairs)).tasks(1));
    }

    private static String json(SourceRecord record) {
        try (JsonConverter converter = new JsonConverter()) {
            boolean schemas = record.valueSchema() != null;
            converter.configure(Map.of("schemas.enable", schemas), false);
            return new String(
                    converter.fromConnectData("t", record.valueSchema(), record.value()), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @MethodSource("datasets")
    void everyRecordFitsItsSchema(String dataset) {
        List<SourceRecord> records = make("dataset", dataset, "count", "500");

        assertThat(records).hasSize(500);
        for (SourceRecord record : records) {
            Struct value = (Struct) record.value();
            value.validate();
            ConnectSchema.validateValue(record.valueSchema(), value);
            ConnectSchema.validateValue(record.keySchema(), record.key());
            assertThat(record.valueSchema()).isSameAs(value.schema());
            assertThat(record.topic()).isEqualTo("t");
            assertThat(record.kafkaPartition()).isNull();
            assertThat(record.timestamp()).isNull();
            assertThat(json(record)).contains("\"seq\":");
        }
        assertThat(new HashSet<>(records)).hasSize(500);
    }

    @ParameterizedTest
    @MethodSource("datasets")
    void theSameSeedMakesTheSameBytes(String dataset) {
        for (String schemas : List.of("true", "false")) {
            List<String> once = make("dataset", dataset, "count", "300", "schemas", schemas).stream()
                    .map(RecordsTest::json)
                    .toList();
            List<String> again = Harness.drain(
                            new Harness(Harness.settings("dataset", dataset, "count", "300", "schemas", schemas))
                                    .tasks(5))
                    .stream()
                    .map(RecordsTest::json)
                    .toList();
            List<String> other = make("dataset", dataset, "count", "300", "schemas", schemas, "seed", "2").stream()
                    .map(RecordsTest::json)
                    .toList();

            assertThat(again).containsExactlyInAnyOrderElementsOf(once);
            assertThat(other).doesNotContainAnyElementsOf(once);
        }
    }

    /** Written down once: whoever changes what is made under a seed changes what users compare their runs with. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "orders|{\"seq\":7,\"id\":\"order-7\",\"time\":1767225607880,\"customer\":\"user-374\",\"status\":\"packed\",\"items\":[{\"sku\":\"SKU-1005\",\"name\":\"Head torch\",\"quantity\":1,\"price\":34.9},{\"sku\":\"SKU-1015\",\"name\":\"First aid kit\",\"quantity\":1,\"price\":29.99}],\"amount\":64.89,\"currency\":\"USD\",\"address\":{\"street\":\"67 River Walk\",\"zip\":\"16493\",\"city\":\"Chicago\",\"country\":\"US\"},\"coupon\":null}",
                "users|{\"seq\":7,\"id\":\"user-7\",\"name\":\"Chidi Zhang\",\"email\":\"chidi.zhang7@example.net\",\"birthday\":\"1962-03-06\",\"signup\":1767225607880,\"plan\":\"business\",\"balance\":247.77,\"active\":true,\"address\":{\"street\":\"8 Weir Path\",\"zip\":\"53157\",\"city\":\"Denver\",\"country\":\"US\"},\"preferences\":{\"language\":\"nl\",\"theme\":\"system\"},\"referrer\":\"user-2699\"}",
                "clicks|{\"seq\":7,\"time\":1767225607880,\"session\":\"0a45b3e0d5967d37\",\"user\":\"user-2\",\"url\":\"/cart\",\"referrer\":null,\"status\":200,\"millis\":212,\"agent\":\"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15\",\"ip\":\"10.157.172.131\"}"
            })
    void recordSevenOfSeedOneIsForEver(String dataset, String expected) {
        SourceRecord seventh =
                make("dataset", dataset, "count", "8", "schemas", "false").get(7);

        assertThat(json(seventh)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("datasets")
    void withoutSchemasTheSameRecordIsAMapThatConvertersTake(String dataset) {
        List<SourceRecord> structs = make("dataset", dataset, "count", "50");
        List<SourceRecord> maps = make("dataset", dataset, "count", "50", "schemas", "false");

        for (int i = 0; i < 50; i++) {
            assertThat(maps.get(i).valueSchema()).isNull();
            assertThat(maps.get(i).keySchema()).isNull();
            assertThat(maps.get(i).key()).isEqualTo(structs.get(i).key());
            Map<?, ?> map = (Map<?, ?>) maps.get(i).value();
            assertThat(map.keySet().stream().map(Object::toString))
                    .containsExactlyElementsOf(structs.get(i).valueSchema().fields().stream()
                            .map(f -> f.name())
                            .toList());
            assertThat(json(maps.get(i))).contains("\"seq\":" + i);
        }
    }

    @Test
    void anOrdersAmountIsTheSumOfItsItems() {
        Set<Integer> sizes = new HashSet<>();
        Set<Boolean> coupons = new HashSet<>();
        for (SourceRecord record : make("count", "500")) {
            Struct order = (Struct) record.value();
            List<Struct> items = order.getArray("items");
            BigDecimal sum = items.stream()
                    .map(item ->
                            ((BigDecimal) item.get("price")).multiply(BigDecimal.valueOf(item.getInt32("quantity"))))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat((BigDecimal) order.get("amount"))
                    .isEqualByComparingTo(sum)
                    .isPositive();
            sizes.add(items.size());
            coupons.add(order.getString("coupon") == null);
        }
        assertThat(sizes).contains(1, 2, 3, 4);
        assertThat(coupons).containsExactlyInAnyOrder(true, false);
        Schema schema = make("count", "1").get(0).valueSchema();
        assertThat(schema.field("time").schema().name()).isEqualTo(Timestamp.LOGICAL_NAME);
        assertThat(schema.field("amount").schema().name()).isEqualTo(Decimal.LOGICAL_NAME);
        assertThat(schema.field("address").schema().type()).isEqualTo(Schema.Type.STRUCT);
        assertThat(schema.field("coupon").schema().isOptional()).isTrue();
    }

    @Test
    void theClicksOfASessionShareUserAddressAndBrowser() {
        Map<String, List<Struct>> sessions = make("dataset", "clicks", "count", "2000").stream()
                .map(record -> (Struct) record.value())
                .collect(Collectors.groupingBy(click -> click.getString("session")));

        assertThat(sessions.size()).isBetween(100, 400);
        assertThat(sessions.values()).allSatisfy(clicks -> assertThat(clicks.stream()
                        .map(c -> c.getString("user") + c.getString("ip") + c.getString("agent"))
                        .distinct())
                .hasSize(1));
        assertThat(sessions.values()).anyMatch(clicks -> clicks.size() > 5);
    }

    @Test
    void eventsFollowEachOtherAtTheGivenStep() {
        List<SourceRecord> records =
                make("dataset", "clicks", "count", "100", "time.start", "2020-02-02T00:00:00Z", "time.step.ms", "10");
        for (int i = 0; i < 100; i++) {
            long time = Timestamp.fromLogical(
                    Timestamp.SCHEMA, (Date) ((Struct) records.get(i).value()).get("time"));
            assertThat(time - 1_580_601_600_000L).isBetween(i * 10L, i * 10L + 9);
        }
    }

    @Test
    void theKeyIsAFieldOrAStructOrNothing() {
        SourceRecord one = make("count", "1", "key.field", "customer").get(0);
        assertThat(one.key()).isEqualTo(((Struct) one.value()).get("customer"));
        assertThat(one.keySchema()).isEqualTo(Schema.STRING_SCHEMA);

        SourceRecord two = make("count", "1", "key.field", "customer,seq").get(0);
        assertThat(two.keySchema().fields()).extracting(f -> f.name()).containsExactly("customer", "seq");
        assertThat(((Struct) two.key()).getInt64("seq")).isZero();

        SourceRecord map = make("count", "1", "key.field", "customer,seq", "schemas", "false")
                .get(0);
        assertThat(map.keySchema()).isNull();
        assertThat(map.key().toString()).isEqualTo("{customer=" + one.key() + ", seq=0}");

        SourceRecord none = make("count", "1", "key.field", "").get(0);
        assertThat(none.key()).isNull();
        assertThat(none.keySchema()).isNull();

        SourceRecord session = make("dataset", "clicks", "count", "1").get(0);
        assertThat(session.key()).isEqualTo(((Struct) session.value()).get("session"));
    }

    @Test
    void recordsAreDealtToThePartitions() {
        assertThat(make("count", "7", "partitions", "3"))
                .extracting(SourceRecord::kafkaPartition)
                .containsExactly(0, 1, 2, 0, 1, 2, 0);
    }

    /** The demo's pipeline: written as JSON, read as JSON, cast. Exactly every tenth record fails, and at the cast. */
    @ParameterizedTest
    @CsvSource({
        "orders,amount,true",
        "orders,amount,false",
        "users,balance,true",
        "users,balance,false",
        "clicks,millis,true",
        "clicks,millis,false"
    })
    void aTextWhereANumberBelongsFailsInTheSinksCast(String dataset, String field, String schemas) {
        try (JsonConverter json = new JsonConverter();
                Cast.Value<SinkRecord> cast = new Cast.Value<>()) {
            json.configure(Map.of("schemas.enable", schemas), false);
            cast.configure(Map.of("spec", field + ":float64"));
            int failed = 0;
            for (SourceRecord record :
                    make("dataset", dataset, "count", "100", "schemas", schemas, "bad.every", "10")) {
                byte[] written = json.fromConnectData("t", record.valueSchema(), record.value());
                var read = json.toConnectData("t", written);
                SinkRecord sink = new SinkRecord("t", 0, null, null, read.schema(), read.value(), 0);
                boolean bad = new String(written, StandardCharsets.UTF_8).contains("\"" + field + "\":\"n/a\"");
                if (bad) {
                    failed++;
                    assertThatThrownBy(() -> cast.apply(sink)).isInstanceOf(DataException.class);
                } else {
                    Object value = cast.apply(sink).value();
                    Object number = value instanceof Struct struct ? struct.get(field) : ((Map<?, ?>) value).get(field);
                    assertThat(number).isInstanceOf(Double.class);
                }
            }
            assertThat(failed).isEqualTo(10);
        }
    }

    @ParameterizedTest
    @CsvSource({"orders,true", "orders,false", "users,true", "users,false", "clicks,true", "clicks,false"})
    void anUnconvertibleRecordFailsInTheSourcesConverter(String dataset, String schemas) {
        List<SourceRecord> records = make(
                "dataset", dataset, "count", "20", "schemas", schemas, "bad.every", "7", "bad.kind", "unconvertible");
        for (int i = 0; i < 20; i++) {
            SourceRecord record = records.get(i);
            if (i == 6 || i == 13) {
                assertThatThrownBy(() -> json(record)).isInstanceOf(DataException.class);
            } else {
                assertThat(json(record)).isNotEmpty();
            }
        }
    }
}
