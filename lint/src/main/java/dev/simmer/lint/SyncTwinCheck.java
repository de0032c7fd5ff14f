package dev.simmer.lint;

import com.sun.source.util.TreePath;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** {@code async-sync-twin}: a call of {@code load} where there is a {@code loadAsync}. */
final class SyncTwinCheck implements Check {
  private static final Rule RULE = Rule.SYNC_TWIN;

  private static final Set<String> AWAITED =
      Set.of("dev.simmer.Awaitable", "java.util.concurrent.CompletionStage");

  /** What these do is done at once; twins of theirs wait for something else. */
  private static final Set<String> IMMEDIATE =
      Set.of("add", "cancel", "close", "execute", "submit");

  private final Compilation compilation;
  private final Reporter reporter;

  SyncTwinCheck(Compilation compilation, Reporter reporter) {
    this.compilation = compilation;
    this.reporter = reporter;
  }

  @Override
  public void check(Body body, ClassFacts facts) {
    if (!body.context().canAwait() || !reporter.isOn(RULE)) {
      return;
    }
    BlockingCalls blockingCalls = new BlockingCalls(compilation, facts);
    for (Call call : body.calls()) {
      ExecutableElement method = call.method();
      if (call.kind() != Call.Kind.INVOCATION
          || method == null
          || IMMEDIATE.contains(call.name())
          || result(method.getReturnType()) != null
          || blockingCalls.find(call).isPresent()) {
        continue;
      }
      ExecutableElement twin = twin(call, method);
      if (twin != null && !twin.equals(body.method())) {
        report(call, twin, body);
      }
    }
  }

  private @Nullable ExecutableElement twin(Call call, ExecutableElement method) {
    for (ExecutableElement other :
        ElementFilter.methodsIn(compilation.elements().getAllMembers(call.receiverType()))) {
      if (other.getSimpleName().contentEquals(call.name() + "Async")
          && isStatic(other) == isStatic(method)
          && !other.getModifiers().contains(Modifier.PRIVATE)
          && compilation.descriptors().parameters(other).equals(call.parameters())
          && isSame(result(other.getReturnType()), method.getReturnType())) {
        return other;
      }
    }
    return null;
  }

  private static boolean isStatic(ExecutableElement method) {
    return method.getModifiers().contains(Modifier.STATIC);
  }

  private boolean isSame(@Nullable TypeMirror awaited, TypeMirror returned) {
    if (awaited == null) {
      return false;
    }
    if (returned.getKind() == TypeKind.VOID) {
      return awaited.toString().equals("java.lang.Void");
    }
    TypeMirror boxed =
        returned.getKind().isPrimitive()
            ? compilation
                .types()
                .boxedClass(compilation.types().getPrimitiveType(returned.getKind()))
                .asType()
            : returned;
    return compilation.types().isSameType(awaited, boxed);
  }

  /** Returns what an await of this type results in, or null where it cannot be awaited. */
  private @Nullable TypeMirror result(TypeMirror type) {
    if (!(type instanceof DeclaredType declared)) {
      return null;
    }
    if (AWAITED.contains(compilation.types().erasure(type).toString())) {
      List<? extends TypeMirror> arguments = declared.getTypeArguments();
      return arguments.isEmpty() ? null : arguments.get(0);
    }
    for (TypeMirror parent : compilation.types().directSupertypes(type)) {
      TypeMirror result = result(parent);
      if (result != null) {
        return result;
      }
    }
    return null;
  }

  private void report(Call call, ExecutableElement twin, Body body) {
    TreePath receiver = call.receiver();
    String select = call.path().getLeaf().toString();
    String before = receiver == null ? before(select, call.name()) : Quotation.of(receiver) + ".";
    String replacement =
        "await(%s%s(%s))"
            .formatted(
                before,
                twin.getSimpleName(),
                call.arguments().stream().map(Quotation::of).collect(Collectors.joining(", ")));
    reporter.report(
        RULE,
        call.path(),
        Message.of(
                RULE.id(),
                "%s in %s has the asynchronous twin %s"
                    .formatted(
                        BlockingCalls.nameOf(call), body.context().name(), twin.getSimpleName()))
            .why("whoever offers both means one for threads that may wait, and one for the loop")
            .fix(replacement),
        Edit.of(compilation, call.path(), Rewrites::awaitTwin));
  }

  /** Returns what is written before the name where that is a type, or nothing. */
  private static String before(String call, String name) {
    int dot = call.indexOf("." + name + "(");
    return dot < 0 ? "" : call.substring(0, dot + 1);
  }
}
