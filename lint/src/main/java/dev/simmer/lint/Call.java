package dev.simmer.lint;

import com.sun.source.util.TreePath;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * One call, as the source has it.
 *
 * @param kind how it is written
 * @param method what it resolves to
 * @param receiverType the static type it is called on
 * @param name the method's name, {@code <init>} for a constructor
 * @param parameters the method's parameters as the JVM writes them
 * @param path the smallest tree that is the call
 * @param receiver the expression before the dot, if there is one; of a {@code close()} the
 *     resource, of an {@code iterator()} what is looped over
 * @param arguments the arguments, in order
 * @param body the code it stands in
 */
record Call(
    Kind kind,
    ExecutableElement method,
    TypeElement receiverType,
    String name,
    String parameters,
    TreePath path,
    @Nullable TreePath receiver,
    List<TreePath> arguments,
    Body body) {

  /** How a call is written. */
  enum Kind {
    INVOCATION,
    NEW,
    REFERENCE,
    CLOSE,
    ITERATION
  }

  /**
   * Tells whether nobody wrote it: it is the {@code close()} at the end of a {@code try}, or what a
   * loop over the elements of something calls.
   */
  boolean isImplicit() {
    return kind == Kind.CLOSE || kind == Kind.ITERATION;
  }
}
