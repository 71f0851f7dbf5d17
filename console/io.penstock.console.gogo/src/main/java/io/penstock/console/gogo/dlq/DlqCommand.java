package io.penstock.console.gogo.dlq;

import io.penstock.api.deadletter.AuditPage;
import io.penstock.api.deadletter.DeadLetter;
import io.penstock.api.deadletter.DeadLetterQueues;
import io.penstock.api.deadletter.Detail;
import io.penstock.api.deadletter.LetterPage;
import io.penstock.api.deadletter.ReasonReport;
import io.penstock.console.gogo.access.CommandFailure;
import io.penstock.console.gogo.access.Invocation;
import io.penstock.console.gogo.command.WritingCommand;
import io.penstock.console.gogo.text.Json;
import io.penstock.console.gogo.text.Output;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dlq}: looks into the dead letter queue of a connector and replays what is in there. */
@Command(
        description = "Look into the dead letter queue of a connector, and replay its letters.",
        customSynopsis = {
            "dlq list    [LETTERS] [--limit=N] [--cursor=CURSOR] [--json] NAME",
            "       dlq show    [--json] NAME ID",
            "       dlq reasons [LETTERS] [--json] NAME",
            "       dlq replay  [LETTERS] [--to=TARGET] [--dry-run] [--rate=N]",
            "                   [--remaining | --force] [--max-attempts=N] NAME",
            "       dlq replay  --cancel=ID NAME",
            "       dlq export  [LETTERS] NAME FILE",
            "       dlq audit   [--replay=ID] [--limit=N] [--cursor=CURSOR] NAME"
        },
        footer = {
            "",
            "LETTERS are options that say which letters; all when none is given. 'replay'",
            "waits for the end and fails when letters were not delivered.",
            "  dlq list orders --stage=VALUE_CONVERTER --since=2026-01-31T08:00:00Z",
            "  dlq replay orders --exception=DataException --dry-run"
        })
public final class DlqCommand extends WritingCommand {

    @Parameters(index = "0", paramLabel = "ACTION", description = "One of ${COMPLETION-CANDIDATES}.")
    private DlqAction action = DlqAction.LIST;

    @Parameters(index = "1", paramLabel = NAME, description = "The connector.")
    private String name = "";

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = FILE,
            description = "For show the id of a letter, for export a new file.")
    private @Nullable String subject;

    @ArgGroup(validate = false, heading = "Which letters:%n")
    private SelectionOptions letters = new SelectionOptions();

    @ArgGroup(validate = false, heading = "Replay:%n")
    private ReplayOptions replay = new ReplayOptions();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "Go on where the list before ended.")
    private @Nullable String cursor;

    @Option(names = "--replay", paramLabel = "ID", description = "Audit: of this replay only.")
    private @Nullable String auditOf;

    @Option(names = "--json", description = "Print it as the REST API does.")
    private boolean json;

    @Override
    public void run(Invocation invocation) {
        DeadLetterQueues queues = invocation.access().deadLetters();
        Output output = invocation.output();
        boolean needsSubject = action == DlqAction.SHOW || action == DlqAction.EXPORT;
        if (needsSubject != (subject != null)) {
            throw CommandFailure.usage(
                    needsSubject
                            ? "dlq " + action + " needs " + (action == DlqAction.SHOW ? "the id of a letter" : "a file")
                                    + " behind the connector's name"
                            : "dlq " + action + " does not take '" + subject + "'; --ids names letters");
        }
        switch (action) {
            case LIST -> list(queues, output);
            case SHOW -> show(queues, output);
            case REASONS -> reasons(queues, output);
            case REPLAY -> replay(queues, invocation);
            case EXPORT -> export(queues, invocation);
            case AUDIT -> audit(queues, output);
        }
    }

    private void list(DeadLetterQueues queues, Output output) {
        LetterPage page = await(
                queues.list(name, letters.selection(), limit, cursor, Detail.SHORT), "list of dead letters of " + name);
        if (json) {
            Json.print(output, Trees.of(page));
        } else {
            LetterText.list(page, output);
        }
    }

    private void show(DeadLetterQueues queues, Output output) {
        DeadLetter letter = await(queues.show(name, String.valueOf(subject)), "dead letter " + subject);
        if (json) {
            Json.print(output, Trees.of(letter));
        } else {
            LetterText.show(letter, output);
        }
    }

    private void reasons(DeadLetterQueues queues, Output output) {
        ReasonReport report = await(queues.reasons(name, letters.selection()), "count of dead letters of " + name);
        if (json) {
            Json.print(output, Trees.of(report));
        } else {
            LetterText.reasons(report, output);
        }
    }

    private void replay(DeadLetterQueues queues, Invocation invocation) {
        ReplayWatch watch = new ReplayWatch(queues, name, invocation.output());
        String who = "shell:" + invocation.user();
        String cancelled = replay.cancel();
        if (cancelled != null) {
            watch.ended(await(queues.cancel(name, cancelled, who), "end of replay " + cancelled), json);
            return;
        }
        var request = replay.request(letters.selection(), who);
        var started = await(queues.replay(name, request), "replay of dead letters of " + name);
        watch.check(request.dryRun() ? watch.ended(started, json) : watch.follow(started, json));
    }

    private void export(DeadLetterQueues queues, Invocation invocation) {
        var selection = letters.selection();
        long written = LetterFile.write(
                invocation.directory().resolve(String.valueOf(subject)),
                next -> await(
                        queues.list(name, selection, DeadLetterQueues.LARGEST_PAGE, next, Detail.EXACT),
                        "export of dead letters of " + name));
        invocation.output().line("Exported " + written + " letters of " + name + " to " + subject + ".");
    }

    private void audit(DeadLetterQueues queues, Output output) {
        AuditPage page = await(queues.audit(name, auditOf, limit, cursor), "audit of " + name);
        if (json) {
            Json.print(output, Trees.of(page));
        } else {
            LetterText.audit(page, output);
        }
    }
}
