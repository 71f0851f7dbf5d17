/** The features in a real Apache Karaf. */
@NullMarked
package io.penstock.itests.karaf;

import org.jspecify.annotations.NullMarked;
