package io.penstock.connect.datagen.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is wrong with a record. */
public enum Flaw {
    /** Nothing. */
    NONE,
    /** A number is text that does not parse; the record travels well and fails where somebody needs the number. */
    TEXT,
    /** A value that no converter can write; the record fails in the source's own converter. */
    UNCONVERTIBLE;

    /** What users write in a configuration. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The ids of the flaws that a record can be given. */
    public static List<String> ids() {
        return Arrays.stream(values()).filter(f -> f != NONE).map(Flaw::id).toList();
    }

    /**
     * The one with this id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Flaw of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
