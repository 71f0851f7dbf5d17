/**
 * Kafka metrics with the names, groups and tags of Apache Kafka Connect, visible over JMX under {@code kafka.connect}.
 * Thread-safe; whoever opens a group closes it, and nothing of it stays behind (I7).
 */
@NullMarked
package io.penstock.core.metrics;

import org.jspecify.annotations.NullMarked;
