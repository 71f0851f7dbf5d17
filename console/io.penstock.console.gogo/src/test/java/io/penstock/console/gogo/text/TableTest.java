package io.penstock.console.gogo.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.console.gogo.text.Column.Fit;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TableTest {

    private static String print(Table table, int columns) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Output output = new Output(bytes, columns, false)) {
            table.print(output);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void emptyCellsLeaveNoBlanksAtTheEnd() {
        Table table = new Table(Column.of("A"), Column.of("B"), Column.of("C"));
        table.row(Cell.of("one"), Cell.of(null), Cell.of("x"));
        table.row(Cell.of("o"), Cell.of("two"), Cell.of(""));
        assertThat(print(table, 0)).isEqualTo("A    B    C\none       x\no    two\n");
    }

    @Test
    void lettersBeyondTheBasicPlaneCountAsOne() {
        Table table = new Table(Column.of("A"), Column.of("B"));
        table.row(Cell.of("\uD83D\uDE00\u00e4"), Cell.of("x"));
        assertThat(print(table, 0)).isEqualTo("A   B\n\uD83D\uDE00\u00e4  x\n");
    }

    @Test
    void controlCharactersBecomeBlanks() {
        Table table = new Table(Column.of("A"));
        table.row(Cell.of("a\u001b[2Jb\nc\td"));
        assertThat(print(table, 0)).isEqualTo("A\na [2Jb c d\n");
    }

    @Test
    void aWordLongerThanItsColumnIsBroken() {
        Table table = new Table(new Column("A", Fit.WRAP));
        table.row(Cell.of("abcdefghijklmnop qr st"));
        assertThat(print(table, 12)).isEqualTo("A\nabcdefghijkl\nmnop qr st\n");
    }

    @Test
    void noLineIsWiderThanTheTerminalWhenColumnsMayGiveWay() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            Table table =
                    new Table(new Column("AA", Fit.CUT), new Column("BB", Fit.CUT_START), new Column("CC", Fit.WRAP));
            for (int row = 0; row < 5; row++) {
                table.row(text(random), text(random), text(random));
            }
            int width = 40 + random.nextInt(60);
            assertThat(print(table, width).lines())
                    .as("seed %d, round %d", seed, round)
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
        }
    }

    private static Cell text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(80);
        for (int i = 0; i < length; i++) {
            text.append(random.nextInt(6) == 0 ? ' ' : (char) ('a' + random.nextInt(26)));
        }
        return Cell.of(text.toString());
    }

    @Test
    void aRowHasACellForEachColumn() {
        Table table = new Table(Column.of("A"), Column.of("B"));
        assertThatThrownBy(() -> table.row(Cell.of("x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1 cells for 2 columns");
    }
}
