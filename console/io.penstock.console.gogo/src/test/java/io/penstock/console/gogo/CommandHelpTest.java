package io.penstock.console.gogo;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.console.gogo.fixture.Fixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommandHelpTest {

    private final Fixture shell = new Fixture();

    @Test
    void helpListsAllCommands() {
        assertThat(shell.columns(80).run(Commands.HELP)).isEqualTo("""
                COMMAND  WHAT IT DOES
                list     List the connectors: type, state, tasks by state, class.
                status   Show the state of a connector and its tasks, or of all connectors.
                why      Tell why a connector and its tasks are in their present state: what the
                         plan does with each.
                create   Create a connector from a file, from settings, or from a file with
                         settings on top.
                config   Show a connector's configuration, change some of its keys, or replace
                         it by a file's.
                pause    Pause connectors: their tasks stay loaded and move no records.
                resume   Let connectors run again after pause or stop.
                stop     Stop connectors: their tasks end; configuration and offsets stay.
                restart  Restart a connector instance, with or without its tasks, or one task.
                delete   Delete connectors. Their offsets are kept: created again, they go on
                         where they were.
                dlq      Look into the dead letter queue of a connector, and replay its letters.
                plugins  List the plugins that bundles offer at this moment: connectors, or
                         other types.
                dump     Print the live tree of the worker for support: threads, connectors,
                         tasks, leases, stores. No secrets.
                help     List the commands, or tell what one of them takes.

                'help COMMAND' and 'COMMAND --help' tell more. Where another bundle has a command of
                the same name, the scope tells them apart: connect:stop. 'felix:help' lists those.
                """);
    }

    @Test
    void helpOfOneCommand() {
        assertThat(shell.run(Commands.HELP, "restart")).isEqualTo("""
                Usage: restart [--failed] [-h] [--tasks] [--timeout=SECONDS] NAME[/TASK]
                Restart a connector instance, with or without its tasks, or one task.
                      NAME[/TASK]         The connector, or one of its tasks.
                      --failed            Only what has failed.
                  -h, --help              Show this help.
                      --tasks             The tasks too.
                      --timeout=SECONDS   How long to wait for the worker's answer (default:
                                            30).

                  restart orders                     the connector instance
                  restart orders --tasks --failed    what has failed, instance and tasks
                  restart orders/0                   task 0
                """);
    }

    @Test
    void helpOfCreateTellsAboutFiles() {
        assertThat(shell.run(Commands.CREATE, "--help")).isEqualTo("""
                Usage: create [-h] [--initial-state=STATE] [--timeout=SECONDS] FILE
                       create [-h] [--initial-state=STATE] [--timeout=SECONDS] NAME
                              [--file=FILE] [KEY=VALUE...]
                Create a connector from a file, from settings, or from a file with settings on
                top.
                      FILE|NAME           A file with the connector's name and settings, or the
                                            name of the new connector.
                      [KEY=VALUE...]      Settings.
                      --file=FILE         A file with settings; those given as words win.
                  -h, --help              Show this help.
                      --initial-state=STATE
                                          What it begins as: RUNNING, PAUSED, STOPPED (default:
                                            RUNNING).
                      --timeout=SECONDS   How long to wait for the worker's answer (default:
                                            30).

                A file is a .properties file, or a .json file: an object of settings, or one
                with name, config and initial_state. Relative names are relative to the
                session's directory. A setting with blanks, quotes, brackets or $ is put between
                single quotes:
                  create orders connector.class=FileStreamSource file=in.txt topic=orders \\
                    transforms=t 'transforms.t.type=org.example.Mask$Value'
                """);
    }

    @ParameterizedTest
    @EnumSource(Commands.class)
    void everyCommandHasHelpInBothWays(Commands command) {
        String help = shell.run(command, "--help");
        assertThat(help)
                .startsWith("Usage: " + command.commandName())
                .contains("--help", command.description().substring(0, 40));
        assertThat(shell.run(Commands.HELP, command.commandName())).isEqualTo(help);
        assertThat(help.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    }
}
