package io.penstock.core.worker.logging;

import org.slf4j.Logger;

/** What a logger really does. */
final class Effective {

    private Effective() {}

    /** Its level in the words of SLF4J; OFF when it logs nothing. */
    static String level(Logger logger) {
        if (logger.isTraceEnabled()) {
            return "TRACE";
        }
        if (logger.isDebugEnabled()) {
            return "DEBUG";
        }
        if (logger.isInfoEnabled()) {
            return "INFO";
        }
        if (logger.isWarnEnabled()) {
            return "WARN";
        }
        return logger.isErrorEnabled() ? "ERROR" : "OFF";
    }

    /** Whether a logger follows a level of Log4j; SLF4J has neither FATAL nor ALL. */
    static boolean follows(Logger logger, String level) {
        String expected =
                switch (level) {
                    case "ALL" -> "TRACE";
                    case "FATAL" -> "OFF";
                    default -> level;
                };
        return level(logger).equals(expected);
    }
}
