package io.penstock.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerProcessTest {
    private static final List<String> VALUES =
            IntStream.range(0, 100).mapToObj(i -> "value-" + i).toList();

    @TempDir
    private Path directory;

    @Test
    void keepsItsRecordsAndItsAddressOverARestartAndAKill() throws Exception {
        Path data;
        try (BrokerProcess broker = BrokerProcess.builder().start()) {
            data = broker.dataDirectory();
            String address = broker.bootstrapServers();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
                admin.createTopics(List.of(new NewTopic("numbers", 3, (short) 1)))
                        .all()
                        .get();
            }
            produce(address);
            assertThat(broker.endOffsets("numbers")).isEqualTo(VALUES.size());
            assertThat(broker.endOffsets("no-such-topic")).isZero();

            broker.restart();

            assertThat(broker.bootstrapServers()).isEqualTo(address);
            assertThat(consume(address)).containsExactlyInAnyOrderElementsOf(VALUES);

            broker.kill();
            assertThat(broker.isAlive()).isFalse();
            assertThatThrownBy(() -> broker.endOffsets("numbers")).hasMessageContaining("does not run");
            broker.start();

            assertThat(broker.bootstrapServers()).isEqualTo(address);
            assertThat(broker.endOffsets("numbers")).isEqualTo(VALUES.size());
        }
        assertThat(data).doesNotExist();
    }

    @Test
    void endsWhenItsParentIsKilled() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ParentMain.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = parent.inputReader(StandardCharsets.UTF_8)) {
            String line = output.readLine();
            assertThat(line).startsWith("broker ");
            ProcessHandle broker = ProcessHandle.of(Long.parseLong(line.substring("broker ".length())))
                    .orElseThrow();
            assertThat(broker.isAlive()).isTrue();

            parent.destroyForcibly();

            Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> !broker.isAlive());
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void leavesCtrlCToItsParentAndEndsInOrderOnTermination() throws Exception {
        try (BrokerProcess broker =
                BrokerProcess.builder().dataDirectory(directory).start()) {
            assertThat(new ProcessBuilder("kill", "-INT", Long.toString(broker.pid()))
                            .start()
                            .waitFor())
                    .isZero();
            assertThat(broker.endOffsets("none")).isZero();

            ProcessHandle.of(broker.pid()).orElseThrow().destroy();

            Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> !broker.isAlive());
        }
        assertThat(directory.resolve("kafka/.kafka_cleanshutdown")).exists();
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            BrokerProcess.Builder builder =
                    BrokerProcess.builder().dataDirectory(directory).port(taken.getLocalPort());

            assertThatThrownBy(builder::start)
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " for the broker is in use");
        }
    }

    @Test
    void saysWhichPropertyIsWrong() {
        BrokerProcess.Builder builder =
                BrokerProcess.builder().dataDirectory(directory).property("num.partitions", "many");

        assertThatThrownBy(builder::start)
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining("many")
                .hasMessageContaining("num.partitions");
    }

    @Test
    void saysWhyTheJvmDidNotStart() throws Exception {
        BrokerProcess.Builder builder = BrokerProcess.builder()
                .dataDirectory(directory)
                .libraries(Files.createDirectory(directory.resolve("empty")));

        assertThatThrownBy(builder::start)
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining("exit code")
                .hasMessageContaining("NoClassDefFoundError");
    }

    private static void produce(String address) {
        Map<String, Object> settings = Map.of("bootstrap.servers", address);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            VALUES.forEach(value -> producer.send(new ProducerRecord<>("numbers", value, value)));
        }
    }

    private static List<String> consume(String address) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", address, "group.id", "readers", "auto.offset.reset", "earliest");
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("numbers"));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
                    values.add(record.value());
                }
                return values.size() >= VALUES.size();
            });
        }
        return values;
    }
}
