package io.penstock.api.logging;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The level of a logger.
 *
 * @param level in upper case
 * @param lastModified when it was set through the worker, null when it never was
 */
public record LoggerLevel(String level, @Nullable Instant lastModified) {}
