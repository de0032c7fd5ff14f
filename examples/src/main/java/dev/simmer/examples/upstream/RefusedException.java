package dev.simmer.examples.upstream;

import java.io.IOException;

/** The upstream answered, and the answer was no. */
final class RefusedException extends IOException {
  RefusedException(int status) {
    super("the upstream answered " + status);
  }
}
