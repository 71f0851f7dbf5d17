package io.penstock.api.deadletter;

/** How much of a letter is wanted. */
public enum Detail {
    /** Keys, values and headers are cut where they are long; no stack trace. */
    SHORT,
    /** All of it; JSON is parsed. */
    FULL,
    /** All of it, and not a byte otherwise than in the queue: what is no text is base64, JSON stays text. */
    EXACT
}
