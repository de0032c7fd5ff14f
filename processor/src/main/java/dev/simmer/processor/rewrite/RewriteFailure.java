package dev.simmer.processor.rewrite;

import org.objectweb.asm.LimitExceededException;
import org.objectweb.asm.MethodTooLargeException;

/** Says which method could not be rewritten, and at which line of the source it begins. */
public final class RewriteFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String method;
  private final int line;
  private final Throwable reason;

  RewriteFailure(String method, int line, Throwable reason) {
    super(method + " could not be rewritten", reason);
    this.method = method;
    this.line = line;
    this.reason = reason;
  }

  /** Returns the method's name in the class file: {@code lambda$start$0} for a lambda. */
  public String method() {
    return method;
  }

  /** Returns the first line that has code, 0 when the class file does not say. */
  public int line() {
    return line;
  }

  /** Returns what went wrong. */
  public Throwable reason() {
    return reason;
  }

  /** Tells whether the method only has too much code, which its author can change. */
  public boolean isTooLarge() {
    return reason instanceof MethodTooLargeException || reason instanceof LimitExceededException;
  }

  /**
   * Tells whether the method only has too many arguments, captured variables of a lambda among
   * them.
   */
  public boolean hasTooManyArguments() {
    return reason instanceof TooManyArgumentsException;
  }
}
