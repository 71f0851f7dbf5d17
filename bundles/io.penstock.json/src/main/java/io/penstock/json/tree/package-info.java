/**
 * The exact reading of JSON: the whole document as plain Java objects first, then schema and value out of them.
 *
 * <p>Connect's JSON format is defined by what Apache's converter does with a parsed tree: a number where a string should be is
 * null, a string where a number should be is 0, the last of two equal keys wins, and a syntax error at the end of a document
 * comes before a wrong value at its beginning. This package does the same in the same order. It reads every schema (once) and
 * every document that the streaming reader does not want.
 */
@NullMarked
package io.penstock.json.tree;

import org.jspecify.annotations.NullMarked;
