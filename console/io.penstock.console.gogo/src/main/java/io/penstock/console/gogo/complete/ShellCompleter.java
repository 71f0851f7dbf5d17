package io.penstock.console.gogo.complete;

import io.penstock.console.gogo.Commands;
import io.penstock.console.gogo.access.WorkerAccess;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes commands of all bundles, and the arguments of ours, in each part of a pipeline. */
public final class ShellCompleter implements Completer {

    private static final Set<String> SEPARATORS = Set.of("|", "|&", ";", "&&", "||", "&", "{", "(");

    private final Supplier<Set<String>> commands;
    private final Supplier<Path> directory;
    private final Arguments arguments;

    /**
     * A completer for one session.
     *
     * @param commands the names of all commands with their scopes
     * @param directory the session's directory
     */
    public ShellCompleter(Supplier<Set<String>> commands, Supplier<Path> directory, WorkerAccess access) {
        this.commands = commands;
        this.directory = directory;
        this.arguments = new Arguments(access);
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        int start = 0;
        for (int i = 0; i < line.wordIndex(); i++) {
            String word = line.words().get(i);
            if (SEPARATORS.contains(word) || word.endsWith(";")) {
                start = i + 1;
            }
        }
        String word = line.word().substring(0, line.wordCursor());
        if (start == line.wordIndex()) {
            addCommands(word, candidates);
        } else {
            List<String> before = line.words().subList(start + 1, line.wordIndex());
            Commands.find(line.words().get(start))
                    .ifPresent(
                            command -> candidates.addAll(arguments.complete(command, before, word, directory.get())));
        }
    }

    /** With nothing typed ours only: those of all bundles are more than a hundred. */
    private void addCommands(String word, List<Candidate> candidates) {
        for (Commands command : Commands.values()) {
            candidates.add(Candidates.word(command.commandName(), command.description()));
        }
        candidates.add(Candidates.word("exit", "Leave the shell."));
        if (!word.isEmpty()) {
            for (String scoped : commands.get()) {
                candidates.add(Candidates.word(scoped, null));
                String bare = scoped.substring(scoped.indexOf(':') + 1);
                if (Commands.find(bare).isEmpty()) {
                    candidates.add(Candidates.word(bare, null));
                }
            }
        }
    }
}
