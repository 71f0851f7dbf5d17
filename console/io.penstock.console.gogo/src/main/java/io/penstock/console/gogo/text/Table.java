package io.penstock.console.gogo.text;

import io.penstock.console.gogo.text.Column.Fit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table with a heading, aligned by blanks. When it is too wide, the widest columns that may give way do so. */
public final class Table {

    private static final String GAP = "  ";
    private static final String CUT_MARK = "...";
    private static final int MIN_WIDTH = 12;

    private final List<Column> columns;
    private final List<List<Cell>> rows = new ArrayList<>();

    /** A table with these columns and no rows. */
    public Table(Column... columns) {
        this.columns = List.of(columns);
    }

    /** Adds a row; one cell for each column. */
    public void row(Cell... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        rows.add(List.of(cells));
    }

    /** Writes heading and rows. */
    public void print(Output output) {
        int[] widths = widths(output.columns());
        List<Cell> headings = columns.stream()
                .map(column -> new Cell(column.heading(), Style.HEADING))
                .toList();
        printRow(headings, widths, output);
        for (List<Cell> row : rows) {
            printRow(row, widths, output);
        }
    }

    private int[] widths(int limit) {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = Math.max(
                    columns.get(i).heading().length(),
                    rows.stream()
                            .mapToInt(row -> width(row.get(column).text()))
                            .max()
                            .orElse(0));
        }
        if (limit > 0) {
            int excess = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - limit;
            while (excess > 0) {
                int widest = widestThatMayShrink(widths);
                if (widest < 0) {
                    break;
                }
                widths[widest]--;
                excess--;
            }
        }
        return widths;
    }

    private int widestThatMayShrink(int[] widths) {
        int widest = -1;
        for (int i = 0; i < widths.length; i++) {
            boolean may = columns.get(i).fit() != Fit.KEEP && widths[i] > MIN_WIDTH;
            if (may && (widest < 0 || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        return widest;
    }

    private void printRow(List<Cell> row, int[] widths, Output output) {
        List<List<String>> lines = new ArrayList<>();
        int height = 1;
        for (int i = 0; i < widths.length; i++) {
            List<String> cell = fit(row.get(i).text(), widths[i], columns.get(i).fit());
            lines.add(cell);
            height = Math.max(height, cell.size());
        }
        for (int line = 0; line < height; line++) {
            StringBuilder text = new StringBuilder();
            int blanks = 0;
            for (int i = 0; i < widths.length; i++) {
                String part = line < lines.get(i).size() ? lines.get(i).get(line) : "";
                if (!part.isEmpty()) {
                    text.append(" ".repeat(blanks))
                            .append(output.paint(row.get(i).style(), part));
                    blanks = 0;
                }
                blanks += widths[i] - width(part) + GAP.length();
            }
            output.line(text.toString());
        }
    }

    private static List<String> fit(String text, int width, Fit fit) {
        if (width(text) <= width) {
            return List.of(text);
        }
        int kept = width - CUT_MARK.length();
        return switch (fit) {
            case KEEP -> List.of(text);
            case CUT -> List.of(text.substring(0, text.offsetByCodePoints(0, kept)) + CUT_MARK);
            case CUT_START -> List.of(CUT_MARK + text.substring(text.offsetByCodePoints(text.length(), -kept)));
            case WRAP -> wrap(text, width);
        };
    }

    /** Breaks at blanks where there are any, else anywhere. */
    private static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (width(rest) > width) {
            int end = rest.offsetByCodePoints(0, width);
            int blank = rest.lastIndexOf(' ', end);
            int cut = blank > 0 ? blank : end;
            lines.add(rest.substring(0, cut).stripTrailing());
            rest = rest.substring(cut).stripLeading();
        }
        lines.add(rest);
        return lines;
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
