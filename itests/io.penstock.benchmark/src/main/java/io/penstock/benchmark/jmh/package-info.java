/** How benchmarks are run with JMH. */
@NullMarked
package io.penstock.benchmark.jmh;

import org.jspecify.annotations.NullMarked;
