/**
 * Converters of primitive values, offered under the class names of Apache Kafka's.
 *
 * <p>Whatever {@code org.apache.kafka.connect.converters} of Kafka 4.3.1 answers to a value, a schema or a setting, the
 * class of the same simple name here answers too: the same bytes, the same schema, the same exception with the same text.
 *
 * <p>Threads: like every converter, an instance belongs to one task. These keep no state, so sharing does no harm.
 */
@NullMarked
package io.penstock.converters;

import org.jspecify.annotations.NullMarked;
