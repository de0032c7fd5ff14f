package dev.simmer.lint;

import com.sun.source.tree.VariableTree;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Writes out what to put in place of a blocking call, with the user's own names in it. */
final class Fixes {

  private static final Pattern HOLE = Pattern.compile("\\{(call|receiver|\\d)}");

  private final Compilation compilation;

  Fixes(Compilation compilation) {
    this.compilation = compilation;
  }

  String of(Call call, Blocking blocking, Context context) {
    if (!compilation.vocabulary().isSimmerPresent() || context.kind() == Context.Kind.OTHER_LOOP) {
      return "executor.submit(" + function(call) + "), on threads that may block";
    }
    String replacement = blocking.fix() == null ? null : fill(blocking.fix(), call);
    if (replacement == null) {
      String known = context.canAwait() ? ofTwinOrFace(call) : null;
      replacement = known == null ? "await(toThread(" + function(call) + "))" : known;
    }
    if (context.canAwait() && call.kind() == Call.Kind.CLOSE) {
      return "finally { " + replacement + "; } instead of the resource";
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

  private @Nullable String ofTwinOrFace(Call call) {
    ExecutableElement twin = compilation.twins().of(call);
    return twin == null ? ofFace(call) : Twins.awaited(call, twin);
  }

  /** Names the asynchronous face of the type, where one has been generated. */
  private @Nullable String ofFace(Call call) {
    if (call.receiver() == null || call.kind() != Call.Kind.INVOCATION) {
      return null;
    }
    TypeElement face = compilation.faces().of(call);
    if (face == null) {
      return null;
    }
    String arguments =
        call.arguments().stream().map(Quotation::of).collect(Collectors.joining(", "));
    return "await(face.%s(%s)), where face = new %s(%s)"
        .formatted(call.name(), arguments, face.getSimpleName(), Quotation.of(call.receiver()));
  }

  /** Returns the call as a function that somebody else can run. */
  private static String function(Call call) {
    if (call.kind() == Call.Kind.REFERENCE) {
      return Quotation.of(call.path());
    }
    if (call.kind() == Call.Kind.CLOSE) {
      return resource(call) + "::close";
    }
    if (call.kind() == Call.Kind.ITERATION) {
      return "() -> { for (... : " + Quotation.of(call.path()) + ") { ... } }";
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
      if (call.isImplicit()) {
        return resource(call);
      }
      return call.receiver() == null ? null : Quotation.of(call.receiver());
    }
    if (call.kind() == Call.Kind.REFERENCE || call.isImplicit()) {
      return null;
    }
    if (hole.equals("call")) {
      return Quotation.of(call.path());
    }
    int index = Integer.parseInt(hole);
    return index < call.arguments().size() ? Quotation.of(call.arguments().get(index)) : null;
  }
}
