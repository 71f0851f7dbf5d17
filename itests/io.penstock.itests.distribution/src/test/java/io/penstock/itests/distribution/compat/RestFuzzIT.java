package io.penstock.itests.distribution.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.itests.distribution.harness.Lab;
import io.penstock.itests.distribution.harness.OutputFile;
import io.penstock.itests.distribution.harness.RestClient;
import io.penstock.itests.distribution.harness.Waiting;
import io.penstock.itests.distribution.harness.Worker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Thousands of requests that no client should send. None is answered with a 5xx, nothing of them is left, and data flows
 * on. {@code -Dfuzz.seed} repeats a run.
 */
class RestFuzzIT {

    @RegisterExtension
    static final Lab LAB = new Lab();

    private static final int REQUESTS = 4000;
    private static final int TIMEOUT_MS = 60_000;
    private static final Pattern POOL = Pattern.compile("^\"(penstock-rest[^\"]*|qtp[^\"]*)\"", Pattern.MULTILINE);

    private static final List<String> METHODS =
            List.of("GET", "GET", "PUT", "PUT", "POST", "POST", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "BREW");

    private static final List<String> PATHS = List.of(
            "/",
            "/health",
            "/connectors",
            "/connectors?expand=%",
            "/connectors/%",
            "/connectors/%/config",
            "/connectors/%/status",
            "/connectors/%/tasks",
            "/connectors/%/tasks-config",
            "/connectors/%/tasks/%/status",
            "/connectors/%/tasks/%/restart",
            "/connectors/%/restart?includeTasks=%&onlyFailed=%",
            "/connectors/%/pause",
            "/connectors/%/resume",
            "/connectors/%/stop",
            "/connectors/%/topics",
            "/connectors/%/topics/reset",
            "/connectors/%/offsets",
            "/connector-plugins?connectorsOnly=%",
            "/connector-plugins/%/config?version=%",
            "/connector-plugins/%/config/validate",
            "/admin/loggers",
            "/admin/loggers/%?scope=%",
            "/openapi.json",
            "/%");

    private static final List<String> BODIES = List.of(
            "{\"name\":\"n\",\"config\":{\"connector.class\":\"FileStreamSource\",\"topic\":\"t\",\"file\":\"/nowhere\"}}",
            "{\"connector.class\":\"FileStreamSource\",\"topic\":\"t\",\"tasks.max\":\"1\"}",
            "{\"offsets\":[{\"partition\":{\"filename\":\"x\"},\"offset\":{\"position\":1}}]}",
            "{\"level\":\"INFO\"}",
            "[]",
            "{}",
            "null",
            "\"text\"",
            "17");

    private static final List<String> TOKENS = List.of(
            "null", "true", "[", "]", "{", "}", "\"", "\\", ":", ",", "1e999", "-0", "NaN", "\\ud800", "\u0000",
            "\u20ac");

    private final long seed = Long.getLong("fuzz.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<Integer, Integer> statuses = new TreeMap<>();

    @Test
    void noRequestHarmsTheWorker() throws IOException {
        System.out.println("fuzz.seed=" + seed);
        Worker worker = LAB.worker("worker").start();
        RestClient rest = worker.rest();
        OutputFile out = flow(rest);
        Waiting.soon("data flows").until(() -> out.lines() > 100);

        for (int i = 0; i < REQUESTS; i++) {
            byte[] request = request();
            int status = send(URI.create(rest.url()), request);
            statuses.merge(status, 1, Integer::sum);
            assertThat(status)
                    .as(() -> "seed " + seed + ": " + printable(request))
                    .satisfiesAnyOf(
                            code -> assertThat(code).isBetween(200, 499),
                            code -> assertThat(code).isIn(501, 505), // what HTTP itself says of odd methods, versions
                            code -> assertThat(code).isZero()); // closed without an answer
        }
        System.out.println("answers by status: " + statuses);
        assertThat(statuses.get(400)).as("%s", statuses).isGreaterThan(REQUESTS / 20);

        assertThat(rest.states("flow-source")).isEqualTo("RUNNING [RUNNING]");
        assertThat(rest.states("flow-sink")).isEqualTo("RUNNING [RUNNING]");
        long lines = out.lines();
        Waiting.soon("data flows on").until(() -> out.lines() > lines + 100);
        Waiting.soon("no thread is held by a request").untilAsserted(() -> assertThat(
                        POOL.matcher(worker.jvm().threads()).results().count())
                .isLessThan(40));
        assertThat(rest.get("/health").status()).isEqualTo(200);
        assertThat(worker.log()).doesNotContain("OutOfMemoryError", "StackOverflowError");
    }

    private static OutputFile flow(RestClient rest) {
        String topic = LAB.topic("flow");
        rest.create(
                "flow-source",
                Map.of("connector.class", "DatagenSource", "topic", topic, "dataset", "clicks", "rate", "200"));
        OutputFile out = new OutputFile(LAB.directory().resolve("flow.txt"));
        rest.create("flow-sink", Map.of("connector.class", "FileStreamSink", "topics", topic, "file", out.toString()));
        return out;
    }

    private byte[] request() throws IOException {
        if (random.nextInt(50) == 0) {
            byte[] noise = new byte[1 + random.nextInt(400)];
            random.nextBytes(noise);
            return noise;
        }
        String path = pick(PATHS);
        while (path.contains("%")) {
            int at = path.indexOf('%');
            path = path.substring(0, at) + word() + path.substring(at + 1);
        }
        byte[] body = body();
        StringBuilder head = new StringBuilder()
                .append(pick(METHODS))
                .append(' ')
                .append(path.replace('\u0001', '%'))
                .append(random.nextInt(100) == 0 ? " HTTP/7.1" : " HTTP/1.1")
                .append("\r\nHost: worker\r\nConnection: close\r\n");
        if (random.nextInt(10) > 0) {
            head.append("Content-Type: ")
                    .append(pick(List.of(
                            "application/json",
                            "application/json",
                            "text/plain",
                            "application/json;charset=utf-16",
                            "x")))
                    .append("\r\n");
        }
        if (random.nextInt(40) == 0) {
            head.append("X-Long: ").append("y".repeat(random.nextInt(40_000))).append("\r\n");
        }
        int length = random.nextInt(60) == 0 ? body.length / 2 : body.length;
        head.append("Content-Length: ").append(length).append("\r\n\r\n");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(head.toString().getBytes(StandardCharsets.UTF_8));
        all.write(body);
        return all.toByteArray();
    }

    /** Part of a path: a percent sign is written as U+0001 until the path is complete. */
    private String word() {
        return switch (random.nextInt(12)) {
            case 0 -> "";
            case 1 -> "\u000100";
            case 2 -> "..\u00012f..";
            case 3 -> "x".repeat(random.nextInt(3000));
            case 4 -> "\u0001ff\u0001fe";
            case 5 -> "\u0001e2\u000182\u0001ac";
            case 6 -> "-1";
            case 7 -> "99999999999999999999";
            case 8 -> "FileStreamSource";
            case 9 -> "root";
            default -> "fuzz-" + random.nextInt(5);
        };
    }

    private byte[] body() {
        byte[] body = text().getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(body, random.nextInt(body.length + 1));
            case 1 -> {
                for (int i = 0; i < 3 && body.length > 0; i++) {
                    body[random.nextInt(body.length)] = (byte) random.nextInt(256);
                }
                yield body;
            }
            default -> body;
        };
    }

    private String text() {
        String body = pick(BODIES);
        return switch (random.nextInt(10)) {
            case 0 -> "";
            case 1 -> pick(List.of("[", "{\"a\":")).repeat(1 + random.nextInt(20_000));
            case 2 -> "{\"name\":\"" + "n".repeat(random.nextInt(2_000_000)) + "\"}";
            case 3 -> body.replaceAll("\"[^\"]*\"", random.nextBoolean() ? "null" : "[1]");
            case 4, 5 -> {
                int at = random.nextInt(body.length() + 1);
                yield body.substring(0, at) + pick(TOKENS) + body.substring(at);
            }
            case 6 -> body.replaceFirst(":\"[^\"]*\"", ":" + pick(List.of("1", "true", "{}", "[]", "1e400")));
            default -> body;
        };
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Returns the status, or 0 when the connection was closed without one. */
    private static int send(URI rest, byte[] request) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(rest.getHost(), rest.getPort()), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            try {
                OutputStream out = socket.getOutputStream();
                out.write(request);
                out.flush();
                socket.shutdownOutput();
            } catch (IOException e) {
                // It has heard enough; the answer may be there already.
            }
            return status(socket.getInputStream());
        }
    }

    private static int status(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int next = in.read(); next >= 0 && next != '\n' && line.size() < 100; next = in.read()) {
                line.write(next);
            }
        } catch (java.net.SocketTimeoutException e) {
            throw new AssertionError("No answer within " + TIMEOUT_MS + " ms", e);
        } catch (IOException e) {
            return 0;
        }
        String[] words = line.toString(StandardCharsets.ISO_8859_1).split(" ");
        return words.length > 1 && words[0].startsWith("HTTP/") ? Integer.parseInt(words[1].strip()) : 0;
    }

    private static String printable(byte[] request) {
        String text = new String(request, 0, Math.min(request.length, 1500), StandardCharsets.ISO_8859_1);
        return text.replaceAll("[^\\x20-\\x7e\\n]", "?");
    }
}
