/**
 * The policies for {@code connector.client.config.override.policy}, offered under the class names of Apache Kafka's
 * (KIP-458): which producer, consumer and admin settings a connector's configuration may override.
 *
 * <p>Threads: configured once, then used from any thread.
 */
@NullMarked
package io.penstock.converters.policy;

import org.jspecify.annotations.NullMarked;
