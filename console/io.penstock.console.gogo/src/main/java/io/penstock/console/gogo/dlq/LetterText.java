package io.penstock.console.gogo.dlq;

import io.penstock.api.deadletter.AuditPage;
import io.penstock.api.deadletter.DeadLetter;
import io.penstock.api.deadletter.LetterPage;
import io.penstock.api.deadletter.ReasonCount;
import io.penstock.api.deadletter.ReasonReport;
import io.penstock.console.gogo.text.Cell;
import io.penstock.console.gogo.text.Column;
import io.penstock.console.gogo.text.Column.Fit;
import io.penstock.console.gogo.text.Json;
import io.penstock.console.gogo.text.Output;
import io.penstock.console.gogo.text.Table;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Letters, reasons and the audit for people. */
final class LetterText {

    private LetterText() {}

    static void list(LetterPage page, Output output) {
        if (page.letters().isEmpty()) {
            output.line("No dead letters" + (page.cursor() == null ? "." : " so far."));
        } else {
            Table table = new Table(
                    Column.of("ID"),
                    Column.of("TIME"),
                    Column.of("STAGE"),
                    new Column("EXCEPTION", Fit.CUT_START),
                    new Column("FROM", Fit.CUT_START),
                    Column.of("ATTEMPT"),
                    new Column("MESSAGE", Fit.CUT));
            for (DeadLetter letter : page.letters()) {
                table.row(
                        Cell.of(letter.id()),
                        Cell.of(text(letter.timestamp())),
                        Cell.of(letter.reason().stage()),
                        Cell.of(letter.reason().exception()),
                        Cell.of(origin(letter)),
                        Cell.of(Integer.toString(letter.attempt())),
                        Cell.of(letter.reason().message()));
            }
            table.print(output);
        }
        if (page.cursor() != null) {
            output.line((page.complete() ? "There may be more" : "The search took too long for all")
                    + ": go on with --cursor=" + page.cursor());
        }
        hint(page.hint(), output);
    }

    static void reasons(ReasonReport report, Output output) {
        if (report.reasons().isEmpty()) {
            output.line("No dead letters" + (report.complete() ? "." : " so far."));
        } else {
            Table table = new Table(
                    Column.of("COUNT"),
                    Column.of("STAGE"),
                    new Column("EXCEPTION", Fit.CUT_START),
                    Column.of("FIRST"),
                    Column.of("LAST"));
            for (ReasonCount count : report.reasons()) {
                table.row(
                        Cell.of(Long.toString(count.count())),
                        Cell.of(count.stage()),
                        Cell.of(count.exception()),
                        Cell.of(text(count.first())),
                        Cell.of(text(count.last())));
            }
            table.print(output);
        }
        if (!report.complete()) {
            output.line(
                    "Counting took too long: " + report.scanned() + " letters were looked at. Narrow the selection.");
        }
        hint(report.hint(), output);
    }

    static void show(DeadLetter letter, Output output) {
        DeadLetter.Reason reason = letter.reason();
        Table table = new Table(Column.of("FIELD"), new Column("VALUE", Fit.WRAP));
        row(table, "id", letter.id());
        row(table, "time", letter.timestamp());
        row(table, "stage", reason.stage());
        row(table, "class", reason.executing());
        row(table, "exception", reason.exception());
        row(table, "message", reason.message());
        row(table, "task", reason.task());
        row(table, "from", origin(letter));
        row(table, "attempt", letter.attempt());
        row(table, "replay", letter.replay());
        letter.headers().forEach(header -> row(table, "header " + header.key(), content(header.value())));
        table.print(output);
        part("Key", letter.key(), output);
        part("Value", letter.value(), output);
        if (reason.stacktrace() != null) {
            output.line("");
            output.line("Stack trace:");
            output.block(reason.stacktrace());
        }
        hint(reason.hint(), output);
    }

    static void audit(AuditPage page, Output output) {
        if (page.entries().isEmpty()) {
            output.line("The audit (topic " + page.topic() + ") has no entries"
                    + (page.cursor() == null ? "." : " so far."));
        } else {
            Table table = new Table(
                    Column.of("TIME"),
                    Column.of("REPLAY"),
                    Column.of("EVENT"),
                    Column.of("LETTER"),
                    Column.of("OUTCOME"),
                    new Column("DETAIL", Fit.CUT));
            for (Map<String, Object> entry : page.entries()) {
                table.row(
                        Cell.of(text(entry.get("time"))),
                        Cell.of(text(entry.get("replay"))),
                        Cell.of(text(entry.get("event"))),
                        Cell.of(text(entry.get("letter"))),
                        Cell.of(text(entry.getOrDefault("outcome", entry.get("state")))),
                        Cell.of(detail(entry)));
            }
            table.print(output);
        }
        if (page.cursor() != null) {
            output.line("There may be more: go on with --cursor=" + page.cursor());
        }
    }

    private static String detail(Map<String, Object> entry) {
        return switch (text(entry.get("event"))) {
            case "start" -> "by " + entry.get("who") + ", " + entry.get("options") + " " + entry.get("selection");
            case "end" -> entry.get("why") + " " + entry.get("counts");
            default -> text(entry.get("error"));
        };
    }

    private static void part(String name, DeadLetter.Content content, Output output) {
        output.line("");
        output.line(name + " (" + content.encoding() + ", " + content.size() + " bytes):");
        if (content.encoding().equals("json")) {
            Json.print(output, content.data());
        } else if (content.data() != null) {
            output.block(text(content.data()));
        }
    }

    private static String content(DeadLetter.Content content) {
        return content.encoding().equals("none") ? "(null)" : text(content.data());
    }

    private static String origin(DeadLetter letter) {
        DeadLetter.Origin origin = letter.origin();
        return origin.topic() == null ? "" : origin.topic() + " " + origin.partition() + " @ " + origin.offset();
    }

    private static void row(Table table, String field, @Nullable Object value) {
        if (value != null) {
            table.row(Cell.of(field), Cell.of(value.toString()));
        }
    }

    private static void hint(@Nullable String hint, Output output) {
        if (hint != null) {
            output.line(hint + ".");
        }
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
