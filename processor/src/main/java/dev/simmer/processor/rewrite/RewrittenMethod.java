package dev.simmer.processor.rewrite;

import org.objectweb.asm.tree.MethodNode;

/**
 * One method on its way through the pipeline: everything the emitters need.
 *
 * @param source the class and the file it was compiled from
 * @param isInterface whether that is an interface
 * @param dispatcher the internal name of the class's dispatcher
 * @param number the method's number in the dispatcher
 * @param code a copy of the user's code after the passes, with a {@link SuspendCall} wherever it
 *     may suspend
 * @param line the first line of the user's code, 0 when unknown
 */
record RewrittenMethod(
    RewrittenClass.Source source,
    boolean isInterface,
    String dispatcher,
    int number,
    MethodNode code,
    BodySignature signature,
    FramePlan plan,
    int line) {

  /** The internal name of the class. */
  String owner() {
    return source.internalName();
  }

  /** The value of a frame's {@code point} in a state of this method. */
  int point(int state) {
    return number << 16 | state;
  }

  /** Says whether calls from elsewhere may be linked to the body. */
  boolean hasGate() {
    return Gates.isOne(code) && number <= Short.MAX_VALUE;
  }

  boolean isLambda() {
    return AsyncMethods.isLambdaBody(code);
  }

  /** The name for stack traces. */
  String displayName() {
    return code.name;
  }
}
