package io.penstock.console.gogo;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.api.deadletter.ReplayCounts;
import io.penstock.console.gogo.access.CommandFailure;
import io.penstock.console.gogo.access.ExitStatus;
import io.penstock.console.gogo.fixture.Fixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code dlq} asks the service, prints, and returns. */
class DlqCommandTest {

    private final Fixture shell = new Fixture();

    @Test
    void listIsATableWithTheWayOn() {
        String text = shell.run(Commands.DLQ, "list", "orders", "--stage=task_put", "--limit=2");
        assertThat(text.lines().findFirst().orElse("")).matches("ID +TIME +STAGE +EXCEPTION +FROM +ATTEMPT +MESSAGE");
        assertThat(text)
                .containsPattern("0-1 +2026-01-31T08:30:00Z +TASK_PUT +org.example.Bad +in 3 @ 7 +0 +no")
                .contains("There may be more: go on with --cursor=0-2");
        assertThat(shell.deadLetters.asked).containsExactly("list {stage=TASK_PUT} 2 null SHORT");
        assertThat(shell.run(Commands.DLQ, "list", "--cursor=0-2", "orders")).doesNotContain("--cursor");
        assertThat(shell.run(Commands.DLQ, "list", "--json", "orders")).contains("\"id\" : \"0-0\"", "\"offset\" : 7");
    }

    @Test
    void oneLetterReasonsAndAudit() {
        assertThat(shell.run(Commands.DLQ, "show", "orders", "0-1"))
                .contains("Value (text, 5 bytes):", "hello", "Stack trace:", "at x");
        assertThat(shell.run(Commands.DLQ, "reasons", "orders")).containsPattern("3 +TASK_PUT +org.example.Bad");
        assertThat(shell.run(Commands.DLQ, "audit", "orders")).contains("r1", "start", "by shell:me");
    }

    @Test
    void exportWritesAllPagesIntoANewFile(@TempDir Path directory) throws IOException {
        assertThat(shell.in(directory).run(Commands.DLQ, "export", "orders", "out.ndjson"))
                .contains("Exported 3 letters of orders to out.ndjson.");
        assertThat(Files.readAllLines(directory.resolve("out.ndjson")))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).contains("\"data\":\"hello\""));
        assertThat(shell.fail(Commands.DLQ, "export", "orders", "out.ndjson")).hasMessageContaining("exists already");
    }

    @Test
    void replayWaitsAndTellsTheResult() {
        assertThat(shell.run(Commands.DLQ, "replay", "orders", "--ids=0-1", "--to=topic"))
                .contains("Replay r1 of orders has begun.", "completed", "3 letters selected: 3 delivered.");
        assertThat(shell.deadLetters.asked).containsExactly("replay topic shell:tester {ids=0-1}");
    }

    @Test
    void replayFailsWhenLettersDid() {
        shell.deadLetters.outcome = new ReplayCounts(3, 2, 0, 1, 0, 0, 0);
        CommandFailure failure = shell.fail(Commands.DLQ, "replay", "orders");
        assertThat(failure.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(failure)
                .hasMessageContaining("1 letters failed")
                .hasMessageContaining("dlq audit --replay=r1 orders");
    }

    @Test
    void whatTheWorkerRefusesIsSaid() {
        assertThat(shell.fail(Commands.DLQ, "replay", "busy"))
                .hasMessageContaining("CONFLICT: Replay r0 of connector busy is running");
        assertThat(shell.fail(Commands.DLQ, "list", "orders", "--since=yesterday"))
                .hasMessageContaining("Parameter since: found \"yesterday\"");
        assertThat(shell.fail(Commands.DLQ, "show", "orders").status()).isEqualTo(ExitStatus.USAGE);
        assertThat(shell.fail(Commands.DLQ, "list", "orders", "0-1").status()).isEqualTo(ExitStatus.USAGE);
        assertThat(shell.fail(Commands.DLQ, "drop", "orders").status()).isEqualTo(ExitStatus.USAGE);
        assertThat(shell.down().fail(Commands.DLQ, "list", "orders").status()).isEqualTo(ExitStatus.UNAVAILABLE);
    }

    @Test
    void aReplayIsCancelledByItsId() {
        assertThat(shell.run(Commands.DLQ, "replay", "--cancel=r1", "orders")).contains("cancelled");
        assertThat(shell.deadLetters.asked).containsExactly("cancel r1 shell:tester");
    }
}
