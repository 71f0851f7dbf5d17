package io.penstock.console.gogo.complete;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.console.gogo.fixture.FakeCatalog;
import io.penstock.console.gogo.fixture.Fixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jline.reader.Candidate;
import org.jline.reader.Parser.ParseContext;
import org.jline.reader.impl.DefaultParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellCompleterTest {

    @TempDir
    Path directory;

    private final Fixture fixture = new Fixture();
    private ShellCompleter completer;

    @BeforeEach
    void makeCompleter() {
        completer = new ShellCompleter(
                () -> Set.of("connect:status", "connect:stop", "felix:lb", "felix:stop"), () -> directory, fixture);
    }

    /** The candidates that begin with the word at the end of the line, as JLine would keep them. */
    private List<Candidate> candidates(String line) {
        List<Candidate> all = new ArrayList<>();
        var parsed = new DefaultParser().parse(line, line.length(), ParseContext.COMPLETE);
        completer.complete(null, parsed, all);
        return all.stream()
                .filter(candidate -> candidate.value().startsWith(parsed.word()))
                .toList();
    }

    private List<String> complete(String line) {
        return candidates(line).stream().map(Candidate::value).sorted().toList();
    }

    @Test
    void commandNamesWithAndWithoutScope() {
        assertThat(complete("st")).containsExactly("status", "stop");
        assertThat(complete("connect:st")).containsExactly("connect:status", "connect:stop");
        assertThat(complete("felix:")).containsExactly("felix:lb", "felix:stop");
        assertThat(complete("l")).containsExactly("lb", "list");
        assertThat(complete("ex")).containsExactly("exit");
    }

    @Test
    void withNothingTypedOursOnly() {
        assertThat(complete(""))
                .contains("list", "help", "exit")
                .doesNotContain("lb", "felix:lb")
                .hasSize(15);
        assertThat(candidates("dum").get(0).descr()).startsWith("Print the live tree");
    }

    @Test
    void connectorNamesOnceEach() {
        assertThat(complete("status ")).containsExactly("archive", "audit", "orders");
        assertThat(complete("connect:pause a")).containsExactly("archive", "audit");
        assertThat(complete("delete audit ")).containsExactly("archive", "orders");
        assertThat(complete("status orders ")).isEmpty();
        assertThat(candidates("status o").get(0).descr()).isEqualTo("RUNNING");
    }

    @Test
    void tasksForRestart() {
        assertThat(complete("restart or")).containsExactly("orders", "orders/0", "orders/1");
        assertThat(candidates("restart orders/1").get(0).descr()).isEqualTo("FAILED");
    }

    @Test
    void optionsNotYetGiven() {
        assertThat(complete("status --")).containsExactly("--help", "--json", "--trace");
        assertThat(complete("status --json --")).containsExactly("--help", "--trace");
        assertThat(complete("delete orders --t")).containsExactly("--timeout=");
        assertThat(candidates("delete orders --t").get(0).complete()).isFalse();
        assertThat(candidates("status --t").get(0).descr()).isEqualTo("Print the traces in full below the table.");
    }

    @Test
    void valuesOfOptions() {
        assertThat(complete("plugins --type=s")).containsExactly("--type=sink", "--type=source");
        assertThat(complete("plugins --type pre")).containsExactly("predicate");
        assertThat(complete("create --initial-state=")).hasSize(3).contains("--initial-state=paused");
        assertThat(complete("delete --timeout 5 or")).containsExactly("orders");
    }

    @Test
    void commandsForHelp() {
        assertThat(complete("help re")).containsExactly("restart", "resume");
    }

    @Test
    void filesForCreate() throws IOException {
        Files.writeString(directory.resolve("orders.json"), "{}");
        Files.writeString(directory.resolve("other.txt"), "");
        Files.writeString(directory.resolve(".hidden.json"), "{}");
        Files.createDirectories(directory.resolve("old"));
        Files.writeString(directory.resolve("old/a.properties"), "");

        assertThat(complete("create o")).containsExactly("old/", "orders.json");
        assertThat(candidates("create old").get(0).complete()).isFalse();
        assertThat(complete("create old/")).containsExactly("old/a.properties");
        assertThat(complete("create " + directory + "/or")).containsExactly(directory + "/orders.json");
        assertThat(complete("create x --file o")).containsExactly("old/", "orders.json");
        assertThat(complete("config orders --file=or")).containsExactly("--file=orders.json");
        assertThat(complete("create nowhere/x")).isEmpty();
    }

    @Test
    void pluginClassesAndAliasesAsValues() {
        assertThat(complete("create x connector.class="))
                .containsExactly(
                        "connector.class=Archive",
                        "connector.class=FileStreamSource",
                        "connector.class=" + FakeCatalog.FILE_SOURCE,
                        "connector.class=org.example.Archive");
        Candidate alias = candidates("create x connector.class=File").get(0);
        assertThat(alias.displ()).isEqualTo("FileStreamSource");
        assertThat(alias.descr()).isEqualTo(FakeCatalog.FILE_SOURCE);
        assertThat(complete("create x value.converter=Json")).containsExactly("value.converter=JsonConverter");
        assertThat(complete("config orders transforms.t.type=Ins"))
                .containsExactly("transforms.t.type=InsertField$Value");
        assertThat(complete("create x predicates.p.type=")).isEmpty();
        assertThat(complete("create x errors.tolerance="))
                .containsExactly("errors.tolerance=all", "errors.tolerance=none");
    }

    @Test
    void keysOfTheConnectorClass() {
        assertThat(complete("create x t")).containsExactly("tasks.max=", "topics.regex=", "topics=", "transforms=");
        assertThat(complete("create x connector.class=FileStreamSource to"))
                .containsExactly("topic=", "topics.regex=", "topics=");
        assertThat(complete("create x connector.class=FileStreamSource topic=a tasks.max.enforce="))
                .containsExactly("tasks.max.enforce=false", "tasks.max.enforce=true");
        assertThat(complete("create x connector.class=Unknown fi")).isEmpty();
        assertThat(complete("create x connector.class=X connector.")).isEmpty();
    }

    @Test
    void aCatalogThatDoesNotAnswerCostsNoMoreThanItsKeys() {
        assertThat(complete("create x connector.class=Silent tasks")).containsExactly("tasks.max=");
    }

    @Test
    void keysThatAConnectorHasMayBeRemoved() {
        assertThat(complete("config orders f")).containsExactly("file-", "file=");
        assertThat(complete("config orders na")).isEmpty();
        assertThat(candidates("config orders file-").get(0).complete()).isTrue();
        assertThat(complete("config nobody fi")).isEmpty();
    }

    @Test
    void everyPartOfAPipeline() {
        assertThat(complete("list | sta")).containsExactly("status");
        assertThat(complete("status orders ; pause au")).containsExactly("audit");
        assertThat(complete("status orders; pause au")).containsExactly("audit");
    }

    @Test
    void foreignCommandsAndAMissingWorkerOfferNothing() {
        assertThat(complete("lb ")).isEmpty();
        fixture.down();
        assertThat(complete("status ")).isEmpty();
        assertThat(complete("restart ")).isEmpty();
        assertThat(complete("config orders file")).isEmpty();
        assertThat(complete("create x connector.class=")).isEmpty();
        assertThat(complete("create x connector.class=A tasks.m")).containsExactly("tasks.max=");
    }
}
