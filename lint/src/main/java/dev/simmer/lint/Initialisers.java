package dev.simmer.lint;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/**
 * Finds the classes that code initialises, should it be the first to use them, JLS 12.4.1: by a
 * static method, a static field that is no constant, or {@code new}.
 *
 * <p>What a class's own code uses of it, and of the classes above it, is there already; who is on
 * the loop may expect that of the classes around it as well.
 */
final class Initialisers {

  /** How the JVM calls the method that initialises a class. */
  static final String NAME = "<clinit>";

  /** Loggers read their configuration when they are first used, and everybody lets them. */
  private static final List<String> LOGGING =
      List.of(
          "org.slf4j.", "org.apache.logging.", "org.apache.commons.logging.", "ch.qos.logback.");

  private final Compilation compilation;

  Initialisers(Compilation compilation) {
    this.compilation = compilation;
  }

  /** Tells whether to look for what the initialiser of a class does. */
  static boolean isFollowed(String binaryName) {
    return !Platform.isPartOf(binaryName) && LOGGING.stream().noneMatch(binaryName::startsWith);
  }

  static Edge edge(String binaryName, String shown, String place) {
    MethodKey target = new MethodKey(binaryName, NAME, "");
    return new Edge(
        target, false, null, null, null, false, nameOf(shown), place, Handed.NOTHING, null);
  }

  static String nameOf(String shownType) {
    return "the initialiser of " + shownType;
  }

  static String simpleName(String binaryName) {
    return binaryName.substring(
        Math.max(binaryName.lastIndexOf('.'), binaryName.lastIndexOf('$')) + 1);
  }

  /** Returns the classes that the body may be the first to use, each with the first place. */
  Map<TypeElement, TreePath> usedIn(Body body) {
    Map<TypeElement, TreePath> used = new LinkedHashMap<>();
    for (Call call : body.calls()) {
      ExecutableElement method = call.method();
      if (method != null
          && (method.getModifiers().contains(Modifier.STATIC)
              || method.getKind() == ElementKind.CONSTRUCTOR)) {
        add(method, call.path(), used);
      }
    }
    for (TreePath use : body.fieldUses()) {
      if (compilation.element(use) instanceof VariableElement field
          && field.getModifiers().contains(Modifier.STATIC)
          && field.getConstantValue() == null
          && !field.getSimpleName().contentEquals("class")) {
        add(field, use, used);
      }
    }
    return used;
  }

  private void add(Element member, TreePath place, Map<TypeElement, TreePath> used) {
    if (member.getEnclosingElement() instanceof TypeElement type) {
      String name = compilation.binaryName(type);
      if (isFollowed(name) && !isClassAt(Paths.enclosingClass(place), name)) {
        used.putIfAbsent(type, place);
      }
    }
  }

  private boolean isClassAt(TreePath path, String binaryName) {
    return compilation.element(path) instanceof TypeElement type
        && compilation.hierarchy().nearestFirst(type).contains(binaryName);
  }

  /** Tells whether code at this place may expect that its own classes are there already. */
  boolean isInitialised(String binaryName, TreePath place) {
    for (TreePath path = place; path != null; path = path.getParentPath()) {
      if (path.getLeaf() instanceof ClassTree && isClassAt(path, binaryName)) {
        return true;
      }
    }
    return false;
  }

  Edge edge(TypeElement type, TreePath place) {
    String name = compilation.binaryName(type);
    return edge(name, Contexts.nameOf(type), compilation.place(place));
  }

  /** Returns the edge to the class above, which is initialised first, or null. */
  @Nullable Edge above(TypeElement type, TreePath place) {
    TypeElement parent = compilation.classOf(type.getSuperclass());
    String name = parent == null ? "" : compilation.binaryName(parent);
    return parent == null || !isFollowed(name)
        ? null
        : edge(name, Contexts.nameOf(parent), Compilation.file(place)); // has no line of its own
  }

  /** Tells whether code of a class outside its methods runs when the class is initialised. */
  boolean isStatic(TreePath code, TreePath type) {
    TreePath member = code;
    while (member.getParentPath().getLeaf() != type.getLeaf()) {
      member = member.getParentPath();
    }
    Tree tree = member.getLeaf();
    if (tree instanceof BlockTree block) {
      return block.isStatic();
    }
    Element field = compilation.element(member);
    return field != null && field.getModifiers().contains(Modifier.STATIC);
  }
}
