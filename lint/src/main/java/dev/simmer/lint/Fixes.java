package dev.simmer.lint;

import com.sun.source.tree.VariableTree;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes out what to put in place of a blocking call, with the user's own names in it. */
final class Fixes {

  private static final Pattern HOLE = Pattern.compile("\\{(call|receiver|\\d)}");

  private final boolean simmerPresent;

  Fixes(boolean simmerPresent) {
    this.simmerPresent = simmerPresent;
  }

  String of(Call call, Blocking blocking, Context context) {
    if (!simmerPresent) {
      return "executor.submit(" + function(call) + "), on threads that may block";
    }
    String replacement = blocking.fix() == null ? null : fill(blocking.fix(), call);
    if (replacement == null) {
      replacement = "await(toThread(" + function(call) + "))";
    }
    if (context.canAwait() || !replacement.startsWith("await(")) {
      return replacement;
    }
    if (context.kind() == Context.Kind.NON_BLOCKING) {
      return "leave it to a thread, toThread("
          + function(call)
          + "), or drop @NonBlocking from "
          + context.name();
    }
    return "createTask(() -> { " + replacement + "; return done(); })";
  }

  /** Returns the call as a function that somebody else can run. */
  private static String function(Call call) {
    if (call.kind() == Call.Kind.REFERENCE) {
      return Quotation.of(call.path());
    }
    if (call.kind() == Call.Kind.CLOSE) {
      return resource(call) + "::close";
    }
    return "() -> " + Quotation.of(call.path());
  }

  private static String resource(Call call) {
    return call.path().getLeaf() instanceof VariableTree variable
        ? variable.getName().toString()
        : Quotation.of(call.path());
  }

  /** Fills the holes of a template; null when this call has nothing to put into one. */
  private static @Nullable String fill(String template, Call call) {
    Matcher hole = HOLE.matcher(template);
    StringBuilder filled = new StringBuilder();
    while (hole.find()) {
      String text = fillOne(hole.group(1), call);
      if (text == null) {
        return null;
      }
      hole.appendReplacement(filled, Matcher.quoteReplacement(text));
    }
    return hole.appendTail(filled).toString();
  }

  private static @Nullable String fillOne(String hole, Call call) {
    if (hole.equals("receiver")) {
      return call.receiver() == null ? null : Quotation.of(call.receiver());
    }
    if (call.kind() == Call.Kind.REFERENCE || call.kind() == Call.Kind.CLOSE) {
      return null;
    }
    if (hole.equals("call")) {
      return Quotation.of(call.path());
    }
    int index = Integer.parseInt(hole);
    return index < call.arguments().size() ? Quotation.of(call.arguments().get(index)) : null;
  }
}
