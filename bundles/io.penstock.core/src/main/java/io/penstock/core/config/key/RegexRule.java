package io.penstock.core.config.key;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** The value, or every element of a list, is a Java regular expression. */
final class RegexRule implements ConfigDef.Validator {

    @Override
    public void ensureValid(String name, @Nullable Object value) {
        for (Object regex : value instanceof List<?> list ? list : List.of(value == null ? "" : value)) {
            try {
                Pattern.compile(String.valueOf(regex));
            } catch (PatternSyntaxException e) {
                throw new ConfigException(name, value, "Invalid regex: " + e.getMessage());
            }
        }
    }

    @Override
    public String toString() {
        return "valid regex";
    }
}
