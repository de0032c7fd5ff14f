package dev.simmer.processor.rewrite;

import dev.simmer.processor.rewrite.FramePlan.PointPlan;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceMethodVisitor;

/** Receives what the pipeline made of each method, in readable form. */
@FunctionalInterface
public interface Dump {
  /** Keeps nothing. */
  Dump NONE = (type, method, text) -> {};

  /**
   * Receives one method.
   *
   * @param type the internal name of the class
   * @param method a file name for the method, unique in its class
   */
  void method(String type, String method, String text);

  /** Describes a method: its suspension points, what is saved at each, and the emitted body. */
  static void write(Dump dump, RewrittenMethod method, MethodNode body) {
    if (dump != NONE) {
      dump.method(method.owner(), method.number() + "-" + method.code().name, text(method, body));
    }
  }

  private static String text(RewrittenMethod method, MethodNode body) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    FramePlan plan = method.plan();
    out.printf("%s.%s%s%n", method.owner(), method.code().name, method.code().desc);
    out.printf("body %s%s%n", method.signature().name(), method.signature().descriptor());
    out.printf("frame %s, cold %s%n", plan.layout().shape(), plan.cold().shape());
    out.printf("cold: arguments %s%n", plan.arguments());
    for (PointPlan point : plan.points()) {
      SuspensionPoint at = point.point();
      out.printf("state %d, line %d: %s%n", point.state(), at.line(), at.call());
      out.printf("  stack  %s%n", point.stack());
      out.printf("  saved  %s%n", point.locals());
      out.printf("  reset  %s%n", point.cleared());
    }
    Textifier textifier = new Textifier();
    body.accept(new TraceMethodVisitor(textifier));
    out.printf("%nemitted%n");
    textifier.print(out);
    out.flush();
    return text.toString();
  }
}
