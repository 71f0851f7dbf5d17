package io.penstock.api;

/**
 * One line of the plan for a connector: what is done, or why nothing is.
 *
 * @param subject {@code connector orders} or {@code task orders-0}
 * @param action what the planner decided: a verb such as {@code start}, {@code keep}, {@code wait}
 * @param reason why, in a sentence that names the inputs that led to it
 */
public record Reason(String subject, String action, String reason) {}
