package io.penstock.itests.distribution.deadletter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Dead letters and log lines as texts that can be compared. */
final class Letters {

    /** A report in the log, up to the end of its sentence. */
    private static final Pattern REPORT =
            Pattern.compile("Error encountered in task .*?(\\}\\.|'\\.|\\)\\.)", Pattern.MULTILINE);

    private Letters() {}

    /** Key, value, time and headers, in the order that they have; of the stack trace its first line. */
    static List<String> describe(ConsumerRecord<byte[], byte[]> letter) {
        List<String> lines = new ArrayList<>();
        lines.add("key " + text(letter.key()));
        lines.add("value " + text(letter.value()));
        lines.add("time " + letter.timestamp() + " " + letter.timestampType());
        for (Header header : letter.headers()) {
            String value = text(header.value());
            boolean trace = header.key().endsWith(".exception.stacktrace");
            lines.add(header.key() + ": " + (trace ? value.lines().findFirst().orElse("") : value));
        }
        return lines;
    }

    /** The last header of this name, which is the reason when the original record has one of that name, too. */
    static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return header == null ? "(no header " + name + ")" : text(header.value());
    }

    /** The offset that the failed record had. */
    static long offset(ConsumerRecord<byte[], byte[]> letter) {
        return Long.parseLong(header(letter, "__connect.errors.offset"));
    }

    /** What the log says of the failures of a connector. */
    static List<String> reports(String output, String connector) {
        Matcher matcher = REPORT.matcher(output);
        List<String> reports = new ArrayList<>();
        while (matcher.find()) {
            if (matcher.group().contains("task " + connector + "-")) {
                reports.add(matcher.group());
            }
        }
        return reports;
    }

    static String text(byte @Nullable [] bytes) {
        return bytes == null ? "(null)" : new String(bytes, StandardCharsets.UTF_8);
    }
}
