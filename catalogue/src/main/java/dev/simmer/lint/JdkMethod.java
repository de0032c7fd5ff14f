package dev.simmer.lint;

import java.util.List;
import java.util.Objects;
import org.objectweb.asm.Opcodes;

/**
 * A method of the JDK and what it calls.
 *
 * @param owner the binary name of its class
 * @param name its name, {@code <init>} for a constructor
 * @param descriptor its parameters and result as the JVM writes them
 * @param access its modifiers
 * @param calls what it calls, in order
 */
record JdkMethod(String owner, String name, String descriptor, int access, List<Invocation> calls) {

  /**
   * One call.
   *
   * @param virtual whether a subclass of {@code owner} can change where it leads
   */
  record Invocation(boolean virtual, String owner, String name, String descriptor) {}

  boolean is(int modifier) {
    return (access & modifier) != 0;
  }

  boolean hasBody() {
    return !is(Opcodes.ACC_ABSTRACT);
  }

  String parameters() {
    return descriptor.substring(1, descriptor.indexOf(')'));
  }

  /** Returns how tables write it: {@code java.io.File#exists()}. */
  String id() {
    return owner + "#" + name + "(" + parameters() + ")";
  }

  /** Two methods are one when they have the same place in the same class. */
  @Override
  public boolean equals(Object other) {
    return other instanceof JdkMethod method
        && owner.equals(method.owner)
        && name.equals(method.name)
        && descriptor.equals(method.descriptor);
  }

  @Override
  public int hashCode() {
    return Objects.hash(owner, name, descriptor);
  }
}
