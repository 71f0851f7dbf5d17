package io.penstock.core.config.variables;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes variables back into texts in place of what they stand for (I6). A value counts as telling, and is looked for
 * anywhere in a text, unless it is so short or common that it would be found by accident.
 */
final class Secrets {

    private static final int SHORTEST = 4;
    private static final Pattern COMMON =
            Pattern.compile("true|false|none|null|[-+]?[0-9.]{1,7}", Pattern.CASE_INSENSITIVE);

    private final List<Variable> telling;

    Secrets(Collection<Variable> variables) {
        telling = variables.stream()
                .filter(v -> isTelling(v.value()))
                .distinct()
                .sorted(Comparator.comparing((Variable v) -> v.value().length())
                        .reversed()
                        .thenComparing(Variable::text))
                .toList();
    }

    /** The text with variables instead of their values; longer values win over shorter ones. */
    String hide(String text) {
        if (telling.stream().noneMatch(v -> text.contains(v.value()))) {
            return text;
        }
        StringBuilder hidden = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int next = skipVariable(text, at);
            if (next > at) {
                hidden.append(text, at, next);
                at = next;
                continue;
            }
            Variable found = startingAt(text, at);
            if (found.value().isEmpty()) {
                hidden.append(text.charAt(at));
                at++;
            } else {
                hidden.append(found.text());
                at += found.value().length();
            }
        }
        return hidden.toString();
    }

    /** A variable that is written in the text stays as it is, even if a secret looks like a part of it. */
    private static int skipVariable(String text, int at) {
        int end = text.startsWith("${", at) ? text.indexOf('}', at) : -1;
        return end < 0 ? at : end + 1;
    }

    private Variable startingAt(String text, int at) {
        for (Variable variable : telling) {
            if (text.startsWith(variable.value(), at)) {
                return variable;
            }
        }
        return NONE;
    }

    private static final Variable NONE = new Variable("", "");

    private static boolean isTelling(String value) {
        return value.length() >= SHORTEST && !COMMON.matcher(value).matches();
    }
}
