package dev.simmer.processor.rewrite;

import org.jspecify.annotations.Nullable;

/**
 * What comes out for one class file.
 *
 * @param classFile the class file to write in place of javac's
 * @param dispatcher the generated class beside it, or null when the class has no coroutine of its
 *     own
 */
public record RewrittenClass(ClassFile classFile, @Nullable ClassFile dispatcher) {

  /** Where the class came from, for stack traces. */
  record Source(String internalName, String file) {
    String binaryName() {
      return internalName.replace('/', '.');
    }
  }
}
