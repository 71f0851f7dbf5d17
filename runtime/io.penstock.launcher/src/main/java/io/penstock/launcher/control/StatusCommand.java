package io.penstock.launcher.control;

import io.penstock.launcher.cli.CommandLine;
import io.penstock.launcher.cli.ExitCode;
import io.penstock.launcher.cli.LaunchException;
import io.penstock.launcher.home.Layout;
import io.penstock.launcher.instance.InstanceRecord;
import io.penstock.launcher.start.Output;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** {@code penstock status}. */
public final class StatusCommand {
    private final CommandLine line;
    private final Output output;

    public StatusCommand(CommandLine line, Output output) {
        this.line = line;
        this.output = output;
    }

    public ExitCode run() throws LaunchException {
        Layout layout = Layout.of(line);
        InstanceRecord worker = Worker.require(layout);
        output.line(
                "Penstock " + worker.version() + " is " + worker.state().name().toLowerCase(Locale.ROOT));
        output.line("  process  " + worker.process().pid() + ", for "
                + age(worker.process().started(), Instant.now()));
        if (!worker.mode().isEmpty()) {
            output.line("  mode     " + worker.mode());
            output.line("  REST     " + (worker.restUrls().isEmpty() ? "none" : String.join(" ", worker.restUrls())));
        }
        output.line("  data     " + layout.data());
        return ExitCode.OK;
    }

    /** Two units are enough: 3 d 4 h, 5 min 2 s. */
    static String age(Instant since, Instant now) {
        Duration d = Duration.between(since, now);
        if (d.isNegative()) {
            return "0 s";
        }
        if (d.toDays() > 0) {
            return d.toDays() + " d " + d.toHoursPart() + " h";
        }
        if (d.toHours() > 0) {
            return d.toHours() + " h " + d.toMinutesPart() + " min";
        }
        if (d.toMinutes() > 0) {
            return d.toMinutes() + " min " + d.toSecondsPart() + " s";
        }
        return d.toSeconds() + " s";
    }
}
