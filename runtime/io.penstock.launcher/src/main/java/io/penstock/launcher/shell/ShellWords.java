package io.penstock.launcher.shell;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words of the command line as a line for the worker's console, whose language is Gogo's. */
final class ShellWords {
    /** Means nothing to the console, wherever it stands in a line, and starts as no number does: the console would write .0 as 0.0. */
    private static final Pattern PLAIN = Pattern.compile("-{0,2}[A-Za-z_][\\w./:,@+-]*");

    /** Would be a value and not a word. */
    private static final Set<String> VALUES = Set.of("null", "true", "false", "NaN", "Infinity", "-NaN", "-Infinity");

    private ShellWords() {}

    /**
     * One word is a whole line, as it would be typed in the console: with pipes, variables and quotes. Of several, each reaches the command
     * as the one word that it is.
     */
    static String line(List<String> words) {
        return words.size() == 1
                ? words.get(0)
                : words.stream().map(ShellWords::quote).collect(Collectors.joining(" "));
    }

    /** Between single quotes everything stands for itself, but for the single quote. */
    private static String quote(String word) {
        return PLAIN.matcher(word).matches() && !VALUES.contains(word) ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
