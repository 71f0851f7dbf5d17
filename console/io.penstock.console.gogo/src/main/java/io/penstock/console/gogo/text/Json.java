package io.penstock.console.gogo.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/** Writes maps, lists and plain values as indented JSON. */
public final class Json {

    private Json() {}

    /** Writes the value and a line break. */
    public static void print(Output output, @Nullable Object value) {
        DefaultIndenter indent = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indent).withArrayIndenter(indent);
        try {
            output.line(new ObjectMapper().writer(printer).writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a tree of maps, lists and plain values", e);
        }
    }
}
