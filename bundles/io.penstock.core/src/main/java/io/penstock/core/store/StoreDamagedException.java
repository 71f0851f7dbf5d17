package io.penstock.core.store;

/** A store's file cannot be read back. It is never taken for empty (I8): somebody has to decide. */
public final class StoreDamagedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String hint;

    /**
     * Says which file is damaged where.
     *
     * @param hint how to go on
     */
    public StoreDamagedException(String message, String hint, Throwable cause) {
        super(message, cause);
        this.hint = hint;
    }

    /** How to go on. */
    public String hint() {
        return hint;
    }
}
