package dev.simmer.examples.upstream;

import java.time.Duration;

/**
 * How often a call is made before its item is given up, and how long to wait in between: twice as
 * long every time.
 */
record Retries(int attempts, Duration firstDelay) {
  /** Returns how long to wait after the {@code attempt}-th call, counted from 1. */
  Duration delayAfter(int attempt) {
    return firstDelay.multipliedBy(1L << (attempt - 1));
  }
}
