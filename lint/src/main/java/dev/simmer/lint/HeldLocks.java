package dev.simmer.lint;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Finds the code of a body that runs with a lock in hand: a monitor, or a {@code Lock}. */
final class HeldLocks {

  private static final String LOCK = "java.util.concurrent.locks.Lock";

  private static final Set<String> TAKES = Set.of("lock", "lockInterruptibly");

  /**
   * Which lock it is.
   *
   * @param element the field that has it, or the class whose object or which itself is the monitor
   * @param isClass whether the class itself is the monitor
   */
  record Name(Element element, boolean isClass) {}

  /**
   * A stretch of code.
   *
   * @param name which lock it holds
   * @param shown how a message calls the way it is taken
   * @param place where it is taken
   * @param code what contains it
   * @param from where in that it begins
   * @param to where it ends
   */
  record Region(Name name, String shown, TreePath place, TreePath code, long from, long to) {
    /** Tells whether the lock is held at a place, which starts at a position. */
    boolean holds(TreePath path, long position) {
      return from <= position && position < to && Paths.isInside(path, code);
    }
  }

  private final Compilation compilation;

  HeldLocks(Compilation compilation) {
    this.compilation = compilation;
  }

  List<Region> in(Body body) {
    List<Region> regions = new ArrayList<>();
    if (body.method() != null
        && body.method().getModifiers().contains(Modifier.SYNCHRONIZED)
        && body.method().getEnclosingElement() instanceof TypeElement type) {
      boolean isStatic = body.method().getModifiers().contains(Modifier.STATIC);
      String shown = body.context().name() + ", which is synchronized,";
      regions.add(
          new Region(new Name(type, isStatic), shown, body.path(), body.path(), 0, Long.MAX_VALUE));
    }
    for (TreePath monitor : body.monitors()) {
      SynchronizedTree tree = (SynchronizedTree) monitor.getLeaf();
      TreePath expression = Paths.inside(new TreePath(monitor, tree.getExpression()));
      Name name = nameOf(expression);
      if (name != null) {
        TreePath block = new TreePath(monitor, tree.getBlock());
        String shown = "synchronized (" + Quotation.of(expression) + ")";
        regions.add(new Region(name, shown, monitor, block, 0, Long.MAX_VALUE));
      }
    }
    for (Call call : body.calls()) {
      if (isLock(call, TAKES) && call.receiver() != null) {
        Name name = nameOf(Paths.inside(call.receiver()));
        if (name != null) {
          String shown = Quotation.of(call.path());
          long from = compilation.start(call.path());
          long to = unlocked(body, name, from);
          regions.add(new Region(name, shown, call.path(), body.path(), from, to));
        }
      }
    }
    return regions;
  }

  private long unlocked(Body body, Name name, long after) {
    for (Call call : body.calls()) {
      if (isLock(call, Set.of("unlock"))
          && call.receiver() != null
          && compilation.start(call.path()) > after
          && name.equals(nameOf(Paths.inside(call.receiver())))) {
        return compilation.start(call.path());
      }
    }
    return Long.MAX_VALUE;
  }

  private boolean isLock(Call call, Set<String> names) {
    return names.contains(call.name())
        && compilation.hierarchy().nearestFirst(call.receiverType()).contains(LOCK);
  }

  /** What is local, or the result of a call, may be another one each time. */
  private @Nullable Name nameOf(TreePath expression) {
    Element element = compilation.element(expression);
    ExpressionTree tree = (ExpressionTree) expression.getLeaf();
    if (tree instanceof IdentifierTree identifier && identifier.getName().contentEquals("this")) {
      Element type = compilation.element(Paths.enclosingClass(expression));
      return type == null ? null : new Name(type, false);
    }
    if (tree instanceof MemberSelectTree select
        && select.getIdentifier().contentEquals("class")
        && compilation.element(expression, select.getExpression()) instanceof TypeElement type) {
      return new Name(type, true);
    }
    return element != null && element.getKind() == ElementKind.FIELD
        ? new Name(element, false)
        : null;
  }
}
