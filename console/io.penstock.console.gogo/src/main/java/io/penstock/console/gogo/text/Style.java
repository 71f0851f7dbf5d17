package io.penstock.console.gogo.text;

/** What a piece of text means; a terminal shows it as a colour, everything else not at all. */
public enum Style {
    /** Nothing in particular. */
    PLAIN(""),
    /** Headings. */
    HEADING("1"),
    /** As it should be. */
    GOOD("32"),
    /** Failed. */
    BAD("31"),
    /** Not yet as it should be; it may get there by itself. */
    WAITING("33"),
    /** At rest, by order of the user. */
    IDLE("36");

    private final String sgr;

    Style(String sgr) {
        this.sgr = sgr;
    }

    String paint(String text) {
        return sgr.isEmpty() || text.isEmpty() ? text : "\u001b[" + sgr + "m" + text + "\u001b[0m";
    }
}
