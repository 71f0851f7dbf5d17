/** Apache Karaf as a process. */
@NullMarked
package io.penstock.itests.karaf.harness;

import org.jspecify.annotations.NullMarked;
