/** The JSON converter beside the one of Apache Kafka, measured with JMH. */
@NullMarked
package io.penstock.benchmark.json;

import org.jspecify.annotations.NullMarked;
