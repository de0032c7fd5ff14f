package dev.simmer.differential.program;

import java.util.List;

/**
 * Declares async methods. What runs nothing when it is called, a generator or a coroutine that may
 * be kept, is for the oracle a method that hands out its body.
 */
final class Methods {
  private Methods() {}

  /**
   * A method.
   *
   * @param modifiers what stands before the return type, with a space at the end
   * @param parameters types and names
   * @param body the block, or its statements
   */
  record Declaration(
      Signature.Form form,
      String modifiers,
      Kind result,
      String name,
      List<String> parameters,
      Node body) {}

  static String type(Signature.Form form, Kind result) {
    return (form == Signature.Form.GENERATOR ? "AsyncGenerator<" : "Coroutine<")
        + result.boxed
        + "> ";
  }

  static Node declare(String tag, Declaration method) {
    String type = type(method.form, method.result);
    String parameters = "(" + String.join(", ", method.parameters) + ") throws Exception ";
    String head = method.modifiers + type + method.name + parameters;
    Node node = Node.part(Program.METHOD + " " + tag, "@Async " + head + "$0", method.body);
    if (method.form == Signature.Form.COROUTINE) {
      return node;
    }
    String names =
        String.join(
            ", ",
            method.parameters.stream()
                .map(each -> each.substring(each.lastIndexOf(' ') + 1))
                .toList());
    String lazily = method.form == Signature.Form.GENERATOR ? "Generator.of" : "async";
    String own = method.modifiers.contains("static ") ? "private static " : "private ";
    return node.meaning(
        head
            + "{ return "
            + lazily
            + "(() -> "
            + method.name
            + "Body("
            + names
            + ")); }\n"
            + own
            + type
            + method.name
            + "Body"
            + parameters
            + "$0");
  }
}
