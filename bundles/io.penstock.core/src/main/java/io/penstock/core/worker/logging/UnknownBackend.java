package io.penstock.core.worker.logging;

import io.penstock.api.ErrorCode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A framework whose logging is not known: its root level is told as SLF4J answers, and nothing can be changed. */
public final class UnknownBackend implements LogBackend {

    /** For any framework. */
    public UnknownBackend() {}

    @Override
    public SortedMap<String, String> levels() {
        Logger root = LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        return new TreeMap<>(Map.of(ROOT, Effective.level(root)));
    }

    @Override
    public void set(SortedMap<String, String> levels) {
        throw ErrorCode.CONFLICT.of(
                "Log levels cannot be changed here: the framework does not log through Pax Logging with"
                        + " Log4j 2 (bundle org.ops4j.pax.logging.pax-logging-log4j2) or has no Configuration Admin. Change the"
                        + " configuration of its own logging instead");
    }

    @Override
    public boolean mayLog(String logger) {
        return true;
    }
}
