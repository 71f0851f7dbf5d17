package io.penstock.example.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.junit.jupiter.api.Test;

class CounterSourceTest {

    private static final Map<String, String> SETTINGS = Map.of("topic", "numbers", "pause.ms", "0");

    private static CounterSourceTask start(Map<String, Object> offset, Map<String, String> settings) {
        OffsetStorageReader reader = (OffsetStorageReader) Proxy.newProxyInstance(
                CounterSourceTest.class.getClassLoader(),
                new Class<?>[] {OffsetStorageReader.class},
                (proxy, method, arguments) -> offset);
        SourceTaskContext context = (SourceTaskContext) Proxy.newProxyInstance(
                CounterSourceTest.class.getClassLoader(),
                new Class<?>[] {SourceTaskContext.class},
                (proxy, method, arguments) -> reader);
        CounterSourceTask task = new CounterSourceTask();
        task.initialize(context);
        task.start(settings);
        return task;
    }

    @Test
    void countsFromZero() throws InterruptedException {
        CounterSourceTask task = start(null, SETTINGS);
        SourceRecord first = task.poll().get(0);
        SourceRecord second = task.poll().get(0);

        assertThat(first.topic()).isEqualTo("numbers");
        assertThat(first.valueSchema()).isEqualTo(Schema.INT64_SCHEMA);
        assertThat(List.of(first.value(), second.value())).isEqualTo(List.of(0L, 1L));
        assertThat(second.sourceOffset()).isEqualTo(Map.of("next", 2L));
    }

    @Test
    void goesOnWhereTheOffsetIs() throws InterruptedException {
        assertThat(start(Map.of("next", 42), SETTINGS).poll().get(0).value()).isEqualTo(42L);
    }

    @Test
    void stopEndsALongPause() throws InterruptedException {
        CounterSourceTask task = start(null, Map.of("topic", "numbers", "pause.ms", "3600000"));
        task.stop();
        assertThat(task.poll()).isEmpty();
    }

    @Test
    void theConnectorHasOneTaskWithItsSettings() {
        CounterSourceConnector connector = new CounterSourceConnector();
        connector.start(SETTINGS);
        assertThat(connector.taskConfigs(8)).containsExactly(SETTINGS);
        assertThat(connector.taskClass()).isEqualTo(CounterSourceTask.class);
    }

    @Test
    void settingsAreChecked() {
        assertThat(new CounterSourceConnector()
                        .validate(Map.of("pause.ms", "-1")).configValues().stream()
                                .filter(value -> !value.errorMessages().isEmpty()))
                .extracting(value -> value.name())
                .containsExactlyInAnyOrder("topic", "pause.ms");
        assertThatThrownBy(() -> start(null, Map.of())).isInstanceOf(ConfigException.class);
    }
}
