/**
 * The JSON converter: the plugin itself and its settings.
 *
 * <p>The work is done in the sub-packages: {@code schema} looks schemas through once, {@code write} streams Connect data to
 * bytes, {@code read} streams bytes to Connect data, and {@code tree} is the slow, exact reading that {@code read} falls back
 * to. Nothing is shared between converter instances.
 */
@NullMarked
package io.penstock.json;

import org.jspecify.annotations.NullMarked;
