package io.penstock.console.gogo.dlq;

import io.penstock.api.deadletter.Selection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which letters. */
final class SelectionOptions {

    @Option(names = "--stage", paramLabel = "STAGE", description = "Where they failed: VALUE_CONVERTER, TASK_PUT, ...")
    private @Nullable String stage;

    @Option(names = "--exception", paramLabel = "CLASS", description = "Full or simple name of the exception's class.")
    private @Nullable String exception;

    @Option(names = "--since", paramLabel = "TIME", description = "Records from then on: ISO-8601, or ms since 1970.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Records up to then.")
    private @Nullable String until;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "The topic that they came from.")
    private @Nullable String topic;

    @Option(names = "--partition", paramLabel = "N", description = "The partition that they came from.")
    private @Nullable String partition;

    @Option(names = "--offset-from", paramLabel = "N", description = "First offset that they had there.")
    private @Nullable String offsetFrom;

    @Option(names = "--offset-to", paramLabel = "N", description = "Last offset that they had there.")
    private @Nullable String offsetTo;

    @Option(names = "--queue-partition", paramLabel = "N", description = "Partition of the dead letter topic.")
    private @Nullable String queuePartition;

    @Option(names = "--queue-from", paramLabel = "N", description = "First offset in the dead letter topic.")
    private @Nullable String queueFrom;

    @Option(names = "--queue-to", paramLabel = "N", description = "Last offset in the dead letter topic.")
    private @Nullable String queueTo;

    @Option(names = "--attempt", paramLabel = "N", description = "Replayed so often.")
    private @Nullable String attempt;

    @Option(names = "--ids", paramLabel = "ID,ID", description = "These letters: partition-offset, as list shows them.")
    private @Nullable String ids;

    /** Fails with BAD_REQUEST. */
    Selection selection() {
        Map<String, String> given = new LinkedHashMap<>();
        put(given, "stage", stage);
        put(given, "exception", exception);
        put(given, "since", since);
        put(given, "until", until);
        put(given, "topic", topic);
        put(given, "partition", partition);
        put(given, "offset_from", offsetFrom);
        put(given, "offset_to", offsetTo);
        put(given, "queue_partition", queuePartition);
        put(given, "queue_from", queueFrom);
        put(given, "queue_to", queueTo);
        put(given, "attempt", attempt);
        put(given, "ids", ids);
        return Selection.parse(given);
    }

    private static void put(Map<String, String> given, String name, @Nullable String value) {
        if (value != null) {
            given.put(name, value);
        }
    }
}
