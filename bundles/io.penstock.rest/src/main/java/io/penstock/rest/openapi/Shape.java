package io.penstock.rest.openapi;

/** How the type of an answer is meant. */
public enum Shape {
    /** One of it. */
    ONE,
    /** An array of it. */
    LIST,
    /** An object whose fields are of it. */
    MAP
}
