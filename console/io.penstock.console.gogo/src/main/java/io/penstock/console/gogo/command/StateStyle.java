package io.penstock.console.gogo.command;

import io.penstock.api.State;
import io.penstock.console.gogo.text.Cell;
import io.penstock.console.gogo.text.Style;

/** States in the colours that they have everywhere. */
final class StateStyle {

    private StateStyle() {}

    static Cell cell(State state) {
        return new Cell(state.name(), of(state));
    }

    static Style of(State state) {
        return switch (state) {
            case RUNNING -> Style.GOOD;
            case FAILED -> Style.BAD;
            case UNASSIGNED, RESTARTING -> Style.WAITING;
            case PAUSED, STOPPED, DESTROYED -> Style.IDLE;
        };
    }
}
