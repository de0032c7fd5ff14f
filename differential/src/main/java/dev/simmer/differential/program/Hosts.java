package dev.simmer.differential.program;

import java.util.ArrayList;
import java.util.List;

/** Declares the types that a method has to itself, around it. */
final class Hosts {
  private Hosts() {}

  /**
   * Puts a method in its type.
   *
   * @param declared its parameters
   */
  static List<Node> around(Signature signature, List<String> declared, Node method) {
    String type = Methods.type(signature.form(), signature.result());
    String number = Integer.toString(signature.number());
    String tag = signature.host().tag;
    String heading = signature.name() + "(" + String.join(", ", declared) + ") throws Exception";
    return switch (signature.host()) {
      case BRIDGED ->
          List.of(
              Node.part(
                  tag,
                  "interface Asking"
                      + number
                      + "<A> { @Async "
                      + type
                      + general(signature, declared)
                      + "; }"),
              Node.part(
                  tag,
                  "static class Asked" + number + " implements Asking" + number + "<String> { $0 }",
                  method));
      case COVARIANT ->
          List.of(
              Node.part(
                  tag,
                  "static abstract class General"
                      + number
                      + "<A> { abstract "
                      + (signature.isGenerator() ? "AsyncIterable<" : "Awaitable<")
                      + signature.result().boxed
                      + "> "
                      + general(signature, declared)
                      + "; }"),
              Node.part(
                  tag,
                  "static class Special" + number + " extends General" + number + "<String> { $0 }",
                  method));
      case ENUM_BODY ->
          List.of(
              Node.part(
                  tag,
                  "enum Each"
                      + number
                      + " { ONE { $0 }, OTHER; "
                      + type
                      + heading
                      + " { throw new AssertionError(); } }",
                  method));
      case ANONYMOUS ->
          List.of(
              Node.part(tag, "interface Doing" + number + " { " + type + heading + "; }"),
              Node.part(
                  tag,
                  "static final Doing"
                      + number
                      + " doing"
                      + number
                      + " = new Doing"
                      + number
                      + "() { $0 };",
                  method));
      case DEEP ->
          List.of(
              Node.part(
                  tag,
                  "class Inner" + number + " { class Deep { class Deepest { $0 } } }",
                  method));
      default -> List.of(method);
    };
  }

  /** The heading with a type parameter for the text that comes first. */
  private static String general(Signature signature, List<String> declared) {
    int at = signature.recursive() ? 1 : 0;
    List<String> general = new ArrayList<>(declared);
    general.set(at, declared.get(at).replace("String ", "A "));
    return signature.name() + "(" + String.join(", ", general) + ") throws Exception";
  }

  /** A lambda in a field; without an await it would be no coroutine. */
  static Node lambda(Signature signature, String declared, Node body) {
    Kind given = signature.parameters().get(0);
    return Node.part(
        Program.METHOD + " " + signature.host().tag,
        signature.host().modifiers
            + "Step<"
            + given.boxed
            + ", "
            + signature.result().boxed
            + "> "
            + signature.name()
            + " = given -> { await(nothing()); "
            + declared
            + " = given; await(nothing()); $0 };",
        body);
  }
}
