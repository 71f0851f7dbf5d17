/** Whole workers beside Apache's: throughput, CPU, start-up and memory. */
@NullMarked
package io.penstock.benchmark.worker;

import org.jspecify.annotations.NullMarked;
