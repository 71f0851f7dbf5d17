package io.penstock.rest.settings;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.DateGenerator;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.util.StringUtil;

/**
 * One header that every answer carries ({@code response.http.headers.config}, KIP-577).
 *
 * @param add whether it joins headers of the same name, rather than replace them
 * @param date whether the value is a number of ms to add to the present time
 * @param name the header's name
 * @param value its value
 */
public record HeaderRule(boolean add, boolean date, String name, String value) {

    private static final String HINT = "Write a comma-separated list of [set|add|setDate|addDate] name:value, with"
            + " quotes around an entry that holds a comma; dates are ms from now.";

    /**
     * Reads all rules of the worker file.
     *
     * @param key the key they were given under
     */
    public static List<HeaderRule> parse(String key, String rules) {
        List<HeaderRule> parsed = new ArrayList<>();
        for (String rule : StringUtil.csvSplit(rules)) {
            parsed.add(rule(key, rule.trim()));
        }
        return List.copyOf(parsed);
    }

    /** Puts the header into an answer that is about to be made. */
    public void apply(HttpFields.Mutable headers) {
        String text = date ? DateGenerator.formatDate(System.currentTimeMillis() + Long.parseLong(value)) : value;
        if (add) {
            headers.add(name, text);
        } else {
            headers.put(name, text);
        }
    }

    private static HeaderRule rule(String key, String rule) {
        int afterAction = rule.indexOf(' ');
        int colon = rule.indexOf(':');
        if (afterAction < 0 || colon < afterAction) {
            throw StartException.invalid(key, rule, "not of the form action name:value", HINT);
        }
        String action = rule.substring(0, afterAction);
        String name = rule.substring(afterAction, colon).trim();
        String value = rule.substring(colon + 1).trim();
        if (!List.of("set", "add", "setDate", "addDate").contains(action)) {
            throw StartException.invalid(key, rule, "unknown action " + action, HINT);
        }
        if (name.isEmpty() || name.chars().anyMatch(Character::isWhitespace)) {
            throw StartException.invalid(key, rule, "no header can be named \"" + name + "\"", HINT);
        }
        boolean date = action.endsWith("Date");
        if (date && !value.matches("-?[0-9]{1,15}")) {
            throw StartException.invalid(key, rule, value + " is no number of ms", HINT);
        }
        return new HeaderRule(action.startsWith("add"), date, name, value);
    }
}
