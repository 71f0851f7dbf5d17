package io.penstock.console.gogo.text;

/**
 * A column of a table.
 *
 * @param heading its heading
 * @param fit what becomes of its cells when the line is too narrow
 */
public record Column(String heading, Fit fit) {

    /** What becomes of a cell that does not fit. */
    public enum Fit {
        /** It stays whole. */
        KEEP,
        /** It loses its end. */
        CUT,
        /** It loses its beginning, as suits class names. */
        CUT_START,
        /** It goes on in the next line. */
        WRAP
    }

    /** A column whose cells stay whole. */
    public static Column of(String heading) {
        return new Column(heading, Fit.KEEP);
    }
}
