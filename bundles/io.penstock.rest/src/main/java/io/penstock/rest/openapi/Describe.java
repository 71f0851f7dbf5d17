package io.penstock.rest.openapi;

import io.penstock.rest.error.ErrorMessage;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says of a resource's method what its signature does not, since most of them answer later. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Describe {

    /** What it does, in a sentence. */
    String value();

    /** The status when all went well. */
    int status() default 200;

    /** What the answer holds; {@code Void} for nothing. */
    Class<?> answer() default Void.class;

    /** How {@link #answer} is meant. */
    Shape shape() default Shape.ONE;

    /** Further statuses. Those below 300 other than 204 bring the same answer, those from 400 on {@link #failure}. */
    int[] others() default {};

    /** What an answer with an error holds. */
    Class<?> failure() default ErrorMessage.class;

    /** Query parameters that no parameter of the method stands for. */
    String[] query() default {};

    /** Whether it takes a selection of dead letters as query parameters. */
    boolean selection() default false;

    /** The media type of the answer. */
    String media() default "application/json";
}
