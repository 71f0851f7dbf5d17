package io.penstock.core.config.variables;

/**
 * A variable that was resolved.
 *
 * @param text how it is written, {@code ${file:/etc/secrets:password}}
 * @param value what it stands for; a secret
 */
record Variable(String text, String value) {

    @Override
    public String toString() {
        return text;
    }
}
