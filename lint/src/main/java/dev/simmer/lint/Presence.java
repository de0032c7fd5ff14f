package dev.simmer.lint;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * Tells whether the program has anything async, so that one which has nothing costs its build next
 * to nothing.
 *
 * <p>A blocking call may be found in a class long before the async code that leads to it, and javac
 * forgets a class once it is compiled. So what the declarations show decides at the start; and
 * where only the body of a later class shows it, {@link #passedOver} are known from their class
 * files.
 */
final class Presence {
  private final Compilation compilation;
  private final Set<CompilationUnitTree> entered = new LinkedHashSet<>();
  private final List<TypeElement> passedOver = new ArrayList<>();
  private boolean found;

  /**
   * Creates it for one compilation.
   *
   * @param always whether every class is to be looked at, whatever the program has
   */
  Presence(Compilation compilation, boolean always) {
    this.compilation = compilation;
    this.found = always || compilation.everyMethodIsAsync();
  }

  /** Hears of a file of the program. */
  void entered(CompilationUnitTree unit) {
    if (!found) {
      entered.add(unit);
    }
  }

  /** Tells whether the class is to be judged: for what it has itself, or what has been found. */
  boolean asksForALook(TreePath topLevelClass) {
    if (!found) {
      found = entered.stream().anyMatch(this::declaresAny);
      entered.clear();
    }
    if (found) {
      return true;
    }
    List<TypeElement> classes = new ArrayList<>();
    boolean seen = Glance.finds(compilation, topLevelClass, classes);
    if (!seen) {
      passedOver.addAll(classes);
    }
    return seen;
  }

  /** Hears of a class that was looked at: if it has a body to watch, paths may lead anywhere. */
  void looked(ClassFacts facts) {
    found |= facts.bodies().stream().anyMatch(body -> body.context().mustNotBlock());
  }

  /** Returns the classes that paths may lead through though they were passed over, each once. */
  List<TypeElement> passedOver() {
    if (!found || passedOver.isEmpty()) {
      return List.of();
    }
    List<TypeElement> classes = List.copyOf(passedOver);
    passedOver.clear();
    return classes;
  }

  private boolean declaresAny(CompilationUnitTree unit) {
    for (ImportTree imported : unit.getImports()) {
      if (imported.getQualifiedIdentifier().toString().startsWith("dev.simmer.")) {
        return true;
      }
    }
    TreePath path = new TreePath(unit);
    for (Tree declared : unit.getTypeDecls()) {
      if (declared instanceof ClassTree
          && compilation.element(path, declared) instanceof TypeElement type
          && declaresAny(type)) {
        return true;
      }
    }
    return false;
  }

  private boolean declaresAny(TypeElement type) {
    List<? extends Element> members = type.getEnclosedElements();
    return ElementFilter.methodsIn(members).stream().anyMatch(compilation.asyncTypes()::isWatched)
        || ElementFilter.typesIn(members).stream().anyMatch(this::declaresAny);
  }
}
