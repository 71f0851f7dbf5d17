package io.penstock.core.worker.restart;

/**
 * What is thought of a failure.
 *
 * @param fatal whether it would come again, so that a restart by itself is no use
 * @param reason why, with the way out when it is fatal; names of classes only, for messages may hold data
 */
record Verdict(boolean fatal, String reason) {}
