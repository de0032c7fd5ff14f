package dev.simmer.conformance;

/** The failure of a scenario's own code. */
final class Boom extends RuntimeException {
  Boom(String message) {
    super(message);
  }

  Boom(String message, Throwable cause) {
    super(message, cause);
  }
}
