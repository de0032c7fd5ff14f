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
import org.jspecify.annotations.Nullable;

/**
 * Tells which classes are to be looked at closely, so that code which has nothing to do with async
 * code costs its build next to nothing.
 *
 * <p>A blocking call may be found in a class long before the async code that leads to it, and javac
 * forgets a class once it is compiled. So what the declarations show decides at the start, together
 * with all that it may {@linkplain Reach lead to}; and where only the body of a later class shows
 * it, {@link #passedOver} are known from their class files.
 */
final class Presence {
  private final Compilation compilation;
  private final Set<CompilationUnitTree> entered = new LinkedHashSet<>();
  private final List<TypeElement> passedOver = new ArrayList<>();

  /** Whether paths may lead anywhere from here on. */
  private boolean everywhere;

  /** Where paths may lead; null as long as no declaration is async. */
  private @Nullable Reach reach;

  /**
   * Creates it for one compilation.
   *
   * @param always whether every class is to be looked at, whatever the program has
   */
  Presence(Compilation compilation, boolean always) {
    this.compilation = compilation;
    this.everywhere = always || compilation.everyMethodIsAsync();
  }

  /** Hears of a file of the program. */
  void entered(CompilationUnitTree file) {
    if (reach != null) {
      reach.enter(file); // javac found it on the source path while it analysed another
      reach.add(file);
    } else if (!everywhere) {
      entered.add(file);
    }
  }

  /**
   * Tells whether the class is to be judged: for what it has itself, or what leads to it.
   *
   * @param last whether no other follows, so that paths are searched before its class file is there
   */
  boolean asksForALook(TreePath topLevelClass, boolean last) {
    startFromDeclarations();
    if (everywhere
        || (reach != null && (last || reach.contains(topLevelClass.getCompilationUnit())))) {
      return true;
    }
    List<TypeElement> classes = new ArrayList<>();
    boolean seen = Glance.finds(compilation, topLevelClass, classes);
    if (!seen) {
      passedOver.addAll(classes);
    }
    return seen;
  }

  private void startFromDeclarations() {
    Set<CompilationUnitTree> starts = new LinkedHashSet<>();
    entered.stream().filter(Presence::importsSimmer).forEach(starts::add);
    Reach names = starts.isEmpty() ? null : reachIn(entered);
    for (CompilationUnitTree file : entered) {
      if (!starts.contains(file)
          && (names == null || names.mayDeclareAsync(file))
          && declaresAny(file)) {
        starts.add(file);
      }
    }
    if (!starts.isEmpty()) {
      reach = names == null ? reachIn(entered) : names;
      starts.forEach(reach::add);
    }
    entered.clear();
  }

  private static Reach reachIn(Set<CompilationUnitTree> files) {
    Reach reach = new Reach();
    files.forEach(reach::enter);
    return reach;
  }

  /** Hears of a class that was looked at: if it has a body to watch, paths lead on from there. */
  void looked(TreePath topLevelClass, ClassFacts facts) {
    if (facts.bodies().stream().noneMatch(body -> body.context().mustNotBlock())) {
      return;
    }
    if (reach == null) {
      everywhere = true; // the trees that would tell where to are gone
    } else {
      reach.add(topLevelClass.getCompilationUnit());
    }
  }

  /** Returns the classes that paths may lead through though they were passed over, each once. */
  List<TypeElement> passedOver() {
    if ((reach == null && !everywhere) || passedOver.isEmpty()) {
      return List.of();
    }
    List<TypeElement> classes = List.copyOf(passedOver);
    passedOver.clear();
    return classes;
  }

  private static boolean importsSimmer(CompilationUnitTree file) {
    return file.getImports().stream()
        .map(ImportTree::getQualifiedIdentifier)
        .anyMatch(name -> name.toString().startsWith("dev.simmer."));
  }

  private boolean declaresAny(CompilationUnitTree unit) {
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
