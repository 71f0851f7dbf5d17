package io.penstock.core.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KafkaClientsImplTest {

    private final KafkaClients clients = new KafkaClientsImpl();
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    /** Sees nothing of Kafka, as the context class loader of a thread in an OSGi framework does. */
    private final ClassLoader foreign = new URLClassLoader(new URL[0], null);

    @BeforeEach
    void enter() {
        Thread.currentThread().setContextClassLoader(foreign);
    }

    @AfterEach
    void leave() {
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void makesClientsWhateverTheContextClassLoader() {
        try (var producer = clients.producer(config("made-producer"));
                var consumer = clients.consumer(config("made-consumer"));
                var admin = clients.admin(config("made-admin"))) {
            assertThat(producer.metrics()).isNotEmpty();
            assertThat(consumer.assignment()).isEmpty();
            assertThat(admin.metrics()).isNotEmpty();
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(foreign);
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(t -> t.getName().contains("made-producer"))
                    .isNotEmpty()
                    .allMatch(t -> t.getContextClassLoader() == ProducerConfig.class.getClassLoader());
            producer.close(Duration.ZERO);
            admin.close(Duration.ZERO);
        }
    }

    @Test
    void restoresTheContextClassLoaderWhenAClientCannotBeMade() {
        Map<String, Object> config = config("broken");
        config.put("acks", "perhaps");

        assertThatThrownBy(() -> clients.producer(config)).isInstanceOf(ConfigException.class);
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(foreign);
    }

    private static Map<String, Object> config(String clientId) {
        Map<String, Object> config = new HashMap<>();
        // Nobody listens there, and nobody has to.
        config.put("bootstrap.servers", "127.0.0.1:1");
        config.put("client.id", clientId);
        config.put("group.id", "g");
        return config;
    }
}
