package dev.simmer.lint;

import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.util.TreePath;
import java.util.HashMap;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/**
 * Follows a value back to the {@code new} that made it: through parentheses, casts, locals and
 * private fields with one value, and through methods whose result the catalogue knows.
 *
 * <p>An {@code InputStream} may be a file or an array in memory. Only where this class can tell
 * which does the lint accuse anybody.
 */
final class ExactTypes {

  /** More hops than any reader would follow. */
  private static final int MAX_DEPTH = 8;

  private final Compilation compilation;
  private final Bindings bindings;

  ExactTypes(Compilation compilation, Bindings bindings) {
    this.compilation = compilation;
    this.bindings = bindings;
  }

  @Nullable ExactType of(TreePath expression) {
    return of(expression, 0);
  }

  private @Nullable ExactType of(TreePath expression, int depth) {
    TreePath value = Paths.value(expression);
    if (depth > MAX_DEPTH) {
      return null;
    }
    if (value.getLeaf() instanceof NewClassTree creation) {
      return ofNew(value, creation, depth);
    }
    if (value.getLeaf() instanceof MethodInvocationTree invocation) {
      return ofResult(value, invocation);
    }
    Element element = compilation.element(value);
    if (element instanceof VariableElement variable) {
      ExactType constant = ofConstant(variable);
      return constant != null ? constant : ofVariable(variable, depth);
    }
    TypeElement type = compilation.classOf(compilation.type(value));
    return type != null && type.getModifiers().contains(Modifier.FINAL) ? of(type) : null;
  }

  private @Nullable ExactType ofNew(TreePath path, NewClassTree creation, int depth) {
    TypeElement type = compilation.classOf(compilation.type(path));
    if (type == null) {
      return null;
    }
    Map<Integer, ExactType> arguments = new HashMap<>();
    for (int i = 0; i < creation.getArguments().size(); i++) {
      ExactType argument = of(new TreePath(path, creation.getArguments().get(i)), depth + 1);
      if (argument != null) {
        arguments.put(i, argument);
      }
    }
    return new ExactType(compilation.binaryName(type), created(path, type), arguments);
  }

  /** Returns the class that {@code new} instantiates: an anonymous one, where it has a body. */
  private TypeElement created(TreePath path, TypeElement named) {
    NewClassTree creation = (NewClassTree) path.getLeaf();
    return creation.getClassBody() != null
            && compilation.element(path, creation.getClassBody()) instanceof TypeElement anonymous
        ? anonymous
        : named;
  }

  private @Nullable ExactType ofResult(TreePath path, MethodInvocationTree invocation) {
    Body nowhere = new Body(new Context(Context.Kind.PLAIN, ""), path, null, null);
    Call call = new Calls(compilation).ofInvocation(path, invocation, nowhere);
    if (call == null) {
      return null;
    }
    String type =
        compilation
            .catalogue()
            .returns(
                compilation.hierarchy().nearestFirst(call.receiverType()),
                call.name(),
                call.parameters());
    return type == null ? null : ExactType.of(type);
  }

  /** The catalogue speaks of a field of the JDK as of a type: {@code java.lang.System$in}. */
  private @Nullable ExactType ofConstant(VariableElement field) {
    if (field.getKind() == ElementKind.FIELD
        && field.getModifiers().contains(Modifier.STATIC)
        && field.getEnclosingElement() instanceof TypeElement owner
        && owner.getQualifiedName().contentEquals("java.lang.System")) {
      return ExactType.of("java.lang.System$" + field.getSimpleName());
    }
    return null;
  }

  private @Nullable ExactType ofVariable(VariableElement variable, int depth) {
    TreePath value = bindings.onlyValueOf(variable);
    if (value != null) {
      return of(value, depth + 1);
    }
    TypeElement type = compilation.classOf(variable.asType());
    return type != null && type.getModifiers().contains(Modifier.FINAL) ? of(type) : null;
  }

  private ExactType of(TypeElement type) {
    return ExactType.of(compilation.binaryName(type));
  }
}
