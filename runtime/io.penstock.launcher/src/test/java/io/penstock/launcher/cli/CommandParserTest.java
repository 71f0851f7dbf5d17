package io.penstock.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandParserTest {
    @Test
    void readsOptionsInAnyOrderAndForm() throws Exception {
        CommandLine line = parse("start a.json --config w.properties --data=/d b.properties --daemon");

        assertThat(line.command()).isEqualTo(Command.START);
        assertThat(line.options())
                .isEqualTo(Map.of(Option.CONFIG, "w.properties", Option.DATA, "/d", Option.DAEMON, ""));
        assertThat(line.words()).containsExactly("a.json", "b.properties");
        assertThat(line.path(Option.CONFIG)).hasValue(Path.of("w.properties").toAbsolutePath());
        assertThat(line.path(Option.DEPLOY)).isEmpty();
    }

    @Test
    void takesEverythingBehindTwoDashesAsWords() throws Exception {
        assertThat(parse("start -- --odd.json").words()).containsExactly("--odd.json");
    }

    @Test
    void leavesTheOptionsOfAShellCommandAlone() throws Exception {
        CommandLine line = parse("shell --data /d connect:create --help --data x");

        assertThat(line.command()).isEqualTo(Command.SHELL);
        assertThat(line.options()).isEqualTo(Map.of(Option.DATA, "/d"));
        assertThat(line.words()).containsExactly("connect:create", "--help", "--data", "x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "-h", "start --help", "stop -h", "shell --help"})
    void helps(String text) throws Exception {
        assertThat(parse(text).command()).isEqualTo(Command.HELP);
    }

    @Test
    void helpsWhoeverSaysNothing() throws Exception {
        assertThat(CommandParser.parse(List.of()).command()).isEqualTo(Command.HELP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "--version", "-V"})
    void tellsItsVersion(String text) throws Exception {
        assertThat(parse(text).command()).isEqualTo(Command.VERSION);
    }

    @ParameterizedTest
    @CsvSource({
        "begin,                     Unknown command begin",
        "start --confg x,           penstock start has no option --confg",
        "stop --config x,           penstock stop has no option --config",
        "start --config,            --config needs a value: --config FILE",
        "start --data=,             --data needs a value: --data DIR",
        "start --daemon=yes,        --daemon takes no value",
        "start --data a --data b,   --data is given twice",
        "status please,             penstock status takes no argument",
        "demo --count 0,            --count 0 is not a number of records",
        "demo --count many,         --count many is not a number of records",
    })
    void saysWhatIsWrong(String text, String message) {
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> parse(text))
                .withMessageStartingWith(message)
                .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
                .satisfies(e -> assertThat(e.hint()).contains("penstock help"));
    }

    @Test
    void listsEveryExitCodeInTheHelpText() {
        for (ExitCode code : ExitCode.values()) {
            assertThat(Help.text()).contains("  " + code.number() + "  " + code.meaning());
        }
    }

    private static CommandLine parse(String text) throws LaunchException {
        return CommandParser.parse(List.of(text.split(" ")));
    }
}
