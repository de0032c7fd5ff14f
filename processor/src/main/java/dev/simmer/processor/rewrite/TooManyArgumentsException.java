package dev.simmer.processor.rewrite;

/**
 * A rewritten body takes two arguments more than the user's, and one method can take only so many.
 */
final class TooManyArgumentsException extends RuntimeException {
  private static final long serialVersionUID = 1;
}
