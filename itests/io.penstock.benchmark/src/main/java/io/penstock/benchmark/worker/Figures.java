package io.penstock.benchmark.worker;

/**
 * What one run gave.
 *
 * @param recordsPerSecond after the warm-up
 * @param cpuSeconds CPU time of the worker's process for a million records, in seconds
 * @param readyMillis from the start of the process to a REST API that answers, in milliseconds
 * @param peakMegabytes the most memory that the process had, in MiB
 */
record Figures(double recordsPerSecond, double cpuSeconds, double readyMillis, double peakMegabytes) {}
