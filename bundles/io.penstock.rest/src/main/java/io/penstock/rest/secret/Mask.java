package io.penstock.rest.secret;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says which keys of a connector are secret. Immutable.
 *
 * @param types the type of each key that somebody defines; null when that is not known, and then every value but those of
 *     the framework's own keys counts as secret
 */
record Mask(@Nullable Map<String, String> types) {

    /** What stands for a secret, as Kafka writes it. */
    static final String HIDDEN = "[hidden]";

    private static final String PASSWORD = "PASSWORD";

    /** A value that is nothing but a reference tells nobody a secret. */
    private static final Pattern REFERENCE = Pattern.compile("[$][{][^}]*[}]");

    /** What keys of secrets are usually called; asked only for keys that nobody defines. */
    private static final Pattern SUSPECT = Pattern.compile(
            "(?i).*(passw|passphrase|secret|credential|jaas[.]config|user[.]info|token|api[._-]?key|private[._-]?key).*");

    private static final Pattern FRAMEWORK =
            Pattern.compile("name|tasks[.]max|topics|topics[.]regex|transforms|predicates|config[.]action[.]reload"
                    + "|connector[.](class|plugin[.]version)|(key|value|header)[.]converter([.]plugin[.]version)?"
                    + "|(transforms|predicates)[.][^.]+[.](type|predicate|negate|plugin[.]version)|errors[.].*"
                    + "|tasks[.]max[.]enforce|exactly[.]once[.]support|transaction[.]boundary.*|topic[.]creation[.].*"
                    + "|offsets[.]storage[.]topic|task[.]class");

    /** The configuration with secret values replaced, in its order. */
    Map<String, String> apply(Map<String, String> config) {
        return replace(config, Set.of());
    }

    /** A task's configuration; a secret of the connector is one under every other key too. */
    Map<String, String> apply(Map<String, String> task, Map<String, String> connector) {
        Set<String> secrets = connector.entrySet().stream()
                .filter(entry -> isSecret(entry.getKey(), entry.getValue()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toUnmodifiableSet());
        return replace(task, secrets);
    }

    boolean isSecret(String key, String value) {
        if (value.isEmpty() || REFERENCE.matcher(value).matches()) {
            return false;
        }
        if (types == null) {
            return !FRAMEWORK.matcher(key).matches();
        }
        String type = types.get(key);
        return type == null ? SUSPECT.matcher(key).matches() : type.equals(PASSWORD);
    }

    private Map<String, String> replace(Map<String, String> config, Set<String> secrets) {
        Map<String, String> shown = new LinkedHashMap<>();
        config.forEach(
                (key, value) -> shown.put(key, isSecret(key, value) || secrets.contains(value) ? HIDDEN : value));
        return shown;
    }
}
