package io.penstock.console.gogo.complete;

import org.jline.reader.Candidate;
import org.jspecify.annotations.Nullable;

/** Makes the candidates that JLine shows. */
final class Candidates {

    private Candidates() {}

    /** A whole word. */
    static Candidate word(String word, @Nullable String description) {
        return new Candidate(word, word, null, blankToNull(description), null, null, true);
    }

    /** The beginning of a word that goes on: no blank is set behind it. */
    static Candidate beginning(String word, @Nullable String description) {
        return new Candidate(word, word, null, blankToNull(description), null, null, false);
    }

    /** The value behind {@code key=}: inserted with the key, shown without it. */
    static Candidate value(String prefix, String value, @Nullable String description) {
        return new Candidate(prefix + value, value, null, blankToNull(description), null, null, true);
    }

    private static @Nullable String blankToNull(@Nullable String description) {
        return description == null || description.isBlank() ? null : description;
    }
}
