package dev.simmer.processor.rewrite;

/** The numbers that emitted code and version 1 of the support package agree on. */
final class Protocol {
  static final int MAX_DEPTH = 200;
  static final int TOO_DEEP = MAX_DEPTH + 1;
  static final int RESUME = MAX_DEPTH + 2;

  /** The state of a frame that is to be started. */
  static final int CLAIMED = 1;

  private Protocol() {}
}
