/** Basic authentication for the REST API, configured as for Apache's worker: with JAAS and a file of users. */
@NullMarked
package io.penstock.rest.basic;

import org.jspecify.annotations.NullMarked;
