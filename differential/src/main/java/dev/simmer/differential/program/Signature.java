package dev.simmer.differential.program;

import java.util.List;

/**
 * A generated method as its callers see it.
 *
 * @param number its place among the methods; a method calls only later ones, and itself
 * @param result what the coroutine gives, or the generator emits
 * @param recursive whether it calls itself, with its first parameter counting down
 */
record Signature(
    int number,
    String program,
    String name,
    Host host,
    List<Kind> parameters,
    Kind result,
    Form form,
    boolean recursive) {

  /** What calling it gives. */
  enum Form {
    /** A coroutine that is awaited at once. */
    COROUTINE,
    /** A coroutine that may be kept, and does nothing until it is awaited. */
    COLD,
    GENERATOR
  }

  boolean isGenerator() {
    return form == Form.GENERATOR;
  }

  /** Returns a call as a template whose children are the arguments. */
  String call() {
    return receiver() + name + "($*)";
  }

  private String receiver() {
    return host == Host.BRIDGED
        ? "((Asking" + number + "<String>) new Asked" + number + "())."
        : host.receiver.replace("%P", program);
  }
}
