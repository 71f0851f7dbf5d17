/**
 * The program behind {@code bin/penstock}.
 *
 * <p>It runs outside the framework and knows no class of any bundle. What it has to tell them goes through Configuration Admin, what it has to
 * learn from them through the properties of their services.
 */
@NullMarked
package io.penstock.launcher;

import org.jspecify.annotations.NullMarked;
