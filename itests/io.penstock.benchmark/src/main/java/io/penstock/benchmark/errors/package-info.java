/** What the handling of errors costs records that have none, measured with JMH beside Apache Kafka's. */
@NullMarked
package io.penstock.benchmark.errors;

import org.jspecify.annotations.NullMarked;
