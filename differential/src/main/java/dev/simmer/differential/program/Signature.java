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

  /** Whether its last parameter takes any number of elements. */
  boolean isVariable() {
    return !parameters.isEmpty()
        && number % 2 == 0
        && parameters.get(parameters.size() - 1).isArray()
        && !name.equals(Programs.SHARED_NAME)
        && !host.isLambda();
  }

  /** Returns the type of a parameter as it is declared. */
  String type(int parameter) {
    String type = parameters.get(parameter).java;
    return isVariable() && parameter == parameters.size() - 1
        ? type.substring(0, type.length() - 2) + "..."
        : type;
  }

  boolean isGenerator() {
    return form == Form.GENERATOR;
  }

  /** Returns a call as a template whose children are the arguments. */
  String call() {
    if (host.isLambda()) {
      return receiver() + name + ".go($*)";
    }
    String call = receiver() + name + "($*)";
    return host == Host.COVARIANT
        ? "((" + Methods.type(form, result).strip() + ") " + call + ")"
        : call;
  }

  /** Says whether a method reference to it has one meaning, and a coroutine for a result. */
  boolean isReferable() {
    return host != Host.COVARIANT;
  }

  /** Returns a method reference. */
  String reference() {
    if (host.isLambda()) {
      return receiver() + name + "::go";
    }
    String receiver = receiver();
    return receiver.substring(0, receiver.length() - 1) + "::" + name;
  }

  private String receiver() {
    return host.receiver.replace("%P", program).replace("%N", Integer.toString(number));
  }
}
