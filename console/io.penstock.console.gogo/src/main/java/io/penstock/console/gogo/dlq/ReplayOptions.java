package io.penstock.console.gogo.dlq;

import io.penstock.api.deadletter.ReplayRequest;
import io.penstock.api.deadletter.ReplayTarget;
import io.penstock.api.deadletter.Selection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code dlq replay}. */
final class ReplayOptions {

    @Option(
            names = "--to",
            paramLabel = "TARGET",
            defaultValue = "connector",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}): through the connector as it is"
                    + " configured now, or back to the topic that they came from.")
    private ReplayTarget to = ReplayTarget.CONNECTOR;

    @Option(names = "--dry-run", description = "Convert and transform only; write nothing anywhere.")
    private boolean dryRun;

    @Option(names = "--rate", paramLabel = "N", description = "Letters per second at most.")
    private double rate;

    @Option(names = "--force", description = "Also those that were delivered before, or replayed too often.")
    private boolean force;

    @Option(names = "--remaining", description = "Leave out those that were delivered before.")
    private boolean remaining;

    @Option(
            names = "--max-attempts",
            paramLabel = "N",
            defaultValue = "3",
            description = "Leave out what was replayed so often (default: ${DEFAULT-VALUE}).")
    private int maxAttempts;

    @Option(names = "--cancel", paramLabel = "ID", description = "End this replay instead.")
    private @Nullable String cancel;

    @Nullable String cancel() {
        return cancel;
    }

    ReplayRequest request(Selection selection, String who) {
        return new ReplayRequest(selection, to, rate, dryRun, force, remaining, maxAttempts, who);
    }
}
