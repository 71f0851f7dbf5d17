package io.penstock.json.read;

/**
 * The streaming reader met something that it leaves to the exact one. Carries nothing: the exact reader finds out what it is
 * and says so.
 */
final class Unexpected extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unexpected() {
        super("not for the streaming reader", null, false, false);
    }
}
