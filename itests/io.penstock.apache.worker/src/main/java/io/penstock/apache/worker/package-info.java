/** The worker of Apache Kafka as a process, for tests and benchmarks that compare. */
@NullMarked
package io.penstock.apache.worker;

import org.jspecify.annotations.NullMarked;
