package dev.simmer.lint;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether something that is awaited could as well run beside others: it only asks, and it
 * shares no object with them that may be meant for one at a time.
 *
 * <p>A method of the same class is judged by its body. Of others nothing is known but their names,
 * so that of a question is believed.
 */
final class Independence {
  private static final Pattern QUESTION =
      Pattern.compile(
          "(get|find|fetch|load|list|query|count|lookup|search|select|is|has|exists|describe"
              + "|download|resolve)([A-Z].*)?");

  /** Those change something besides, or take what they return. */
  private static final Pattern TAKES = Pattern.compile(".*(And[A-Z]|Or[A-Z]|Next|Lock).*");

  /** Objects of such names are for one at a time: a connection has one conversation. */
  private static final Pattern EXCLUSIVE =
      Pattern.compile(
          ".*(Session|Connection|Transaction|Statement|Cursor|Channel|Socket|Stream|Reader|Writer"
              + "|Iterator|EntityManager)");

  private static final Pattern VALUE =
      Pattern.compile(
          "java\\.lang\\.(String|CharSequence|Boolean|Character|Byte|Short|Integer|Long|Float|Double"
              + "|Number|Math)|java\\.(time|math)\\..*|java\\.util\\.UUID|java\\.net\\.UR[IL]");

  private final Compilation compilation;
  private final ClassFacts facts;

  Independence(Compilation compilation, ClassFacts facts) {
    this.compilation = compilation;
    this.facts = facts;
  }

  /** Tells whether the awaited call only asks for something, as far as anybody can see. */
  boolean onlyAsks(TreePath awaited) {
    return asks(Paths.value(awaited), new HashSet<>());
  }

  private boolean asks(TreePath call, Set<ExecutableElement> open) {
    if (!(call.getLeaf() instanceof MethodInvocationTree)
        || !(compilation.element(call) instanceof ExecutableElement method)) {
      return false;
    }
    Body body = bodyOf(method);
    if (body != null) {
      return !open.add(method) || onlyAsks(body, open);
    }
    String name = method.getSimpleName().toString();
    boolean bare = name.equals("get") && method.getParameters().isEmpty();
    return QUESTION.matcher(name).matches()
        && !TAKES.matcher(name).matches()
        && !bare
        && !Platform.isPartOf(ownerOf(method))
        && !method.getReturnType().toString().contains("java.lang.Void");
  }

  private static String ownerOf(ExecutableElement method) {
    return String.valueOf(method.getEnclosingElement());
  }

  private @Nullable Body bodyOf(ExecutableElement method) {
    return facts.bodies().stream()
        .filter(body -> method.equals(body.method()))
        .filter(body -> !method.getModifiers().contains(Modifier.ABSTRACT))
        .findFirst()
        .orElse(null);
  }

  /** What the method and the lambdas in it do: read fields, compute, and ask others. */
  private boolean onlyAsks(Body method, Set<ExecutableElement> open) {
    for (Body body : facts.bodies()) {
      if (!Paths.isInside(body.path(), method.path())) {
        continue;
      }
      boolean writes =
          body.assignments().stream()
              .map(assignment -> compilation.element(Paths.target(assignment)))
              .anyMatch(target -> target == null || target.getKind() == ElementKind.FIELD);
      boolean shares =
          body.fieldUses().stream().anyMatch(use -> isExclusive(compilation.element(use)));
      if (writes
          || shares
          || !body.calls().stream().allMatch(call -> isHarmless(call) || asks(call.path(), open))) {
        return false;
      }
    }
    return true;
  }

  private boolean isHarmless(Call call) {
    ExecutableElement method = call.method();
    if (method == null || call.kind() != Call.Kind.INVOCATION) {
      return call.kind() == Call.Kind.NEW;
    }
    Element receiver = call.receiver() == null ? null : compilation.element(call.receiver());
    boolean onField = receiver != null && receiver.getKind() == ElementKind.FIELD;
    return Vocabulary.isSimmer(method)
        || isValue(call.receiverType().asType())
        || (ownerOf(method).startsWith("java.util.")
            && !onField
            && !ownerOf(method).startsWith("java.util.concurrent."));
  }

  /** Returns the objects that a call hands on and that may be meant for one at a time. */
  Set<Element> objectsIn(TreePath call) {
    Set<Element> objects = new HashSet<>();
    new TreePathScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitIdentifier(IdentifierTree node, @Nullable Void unused) {
        if (!node.getName().contentEquals("this")) {
          add();
        }
        return null;
      }

      @Override
      public @Nullable Void visitMemberSelect(MemberSelectTree node, @Nullable Void unused) {
        add();
        return super.visitMemberSelect(node, null);
      }

      private void add() {
        if (compilation.element(getCurrentPath()) instanceof VariableElement variable
            && !isForAll(variable)) {
          objects.add(variable);
        }
      }
    }.scan(call, null);
    return objects;
  }

  /** A value cannot change, and what a final field has is there for all who come. */
  private boolean isForAll(VariableElement variable) {
    boolean kept =
        variable.getKind() == ElementKind.FIELD
            && variable.getModifiers().contains(Modifier.FINAL)
            && !isExclusive(variable);
    return kept || isValue(variable.asType());
  }

  private static boolean isExclusive(@Nullable Element variable) {
    return variable != null
        && EXCLUSIVE.matcher(variable.asType().toString().replaceAll("<.*", "")).matches();
  }

  private boolean isValue(TypeMirror type) {
    TypeElement element = compilation.classOf(type);
    if (type.getKind().isPrimitive()) {
      return true;
    }
    if (element == null) {
      return false;
    }
    return element.getKind() == ElementKind.ENUM
        || element.getKind() == ElementKind.RECORD
        || VALUE.matcher(element.getQualifiedName()).matches();
  }
}
