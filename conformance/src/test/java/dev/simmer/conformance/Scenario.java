package dev.simmer.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a scenario, which has the name of its Python twin in camel case. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Scenario {
  /** The facts it shows. */
  String[] value();

  /** Runs it with tasks that start at once. */
  boolean eager() default false;
}
