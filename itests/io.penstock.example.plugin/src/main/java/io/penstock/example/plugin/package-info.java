/** A source, a sink and a transform as small as they get, in one plugin bundle. */
@NullMarked
package io.penstock.example.plugin;

import org.jspecify.annotations.NullMarked;
