package dev.simmer;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that a test asserts an order of tasks within a turn which the contract promises, so that it
 * runs in that order only, also where the suite runs shuffled.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface OrderIsPromised {
  /** What promises the order. */
  String value();
}
