/**
 * A real single-node KRaft broker in a JVM of its own.
 *
 * <p>{@link io.penstock.broker.BrokerProcess} is the side of the parent and needs the JDK only; {@link io.penstock.broker.BrokerMain} is the
 * main class of the child and needs Kafka's jars. The two speak lines over the child's standard input and output; what they say is
 * written down in {@link io.penstock.broker.BrokerMain}.
 */
@NullMarked
package io.penstock.broker;

import org.jspecify.annotations.NullMarked;
