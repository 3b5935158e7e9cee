package io.lakeprint.ml;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a test class: it holds these learning stages to what every stage promises. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Contract {
  /** The stages. */
  Class<?>[] value();

  /** On a test method: a promise that it holds the stages to. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Promise {
    /** Which. */
    Of value();
  }

  /** What a stage that learns from rows promises. */
  enum Of {
    /** What was saved and loaded says the same as before. */
    SAVED_IS_THE_SAME,
    /** A zero that a sparse vector leaves out is a zero. */
    SPARSE_IS_DENSE,
    /** What is said of a row does not depend on other rows. */
    A_ROW_STANDS_ALONE
  }
}
