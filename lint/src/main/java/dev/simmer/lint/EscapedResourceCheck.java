package dev.simmer.lint;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.TreePath;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;

/**
 * {@code async-coroutine-escapes-resource}: ordinary code returns a coroutine from a block that is
 * over before the coroutine runs. In {@code @Async} code such a return awaits it inside the block.
 */
final class EscapedResourceCheck implements BodyCheck {
  private static final Rule RULE = Rule.COROUTINE_ESCAPES_RESOURCE;

  private final Compilation compilation;
  private final Reporter reporter;

  EscapedResourceCheck(Compilation compilation, Reporter reporter) {
    this.compilation = compilation;
    this.reporter = reporter;
  }

  @Override
  public boolean isAbout(Context context) {
    return !context.canAwait();
  }

  @Override
  public void check(Body body, ClassFacts facts) {
    for (TreePath result : body.results()) {
      if (compilation.vocabulary().isCoroutine(compilation.type(result))) {
        check(result, body, new Captures(compilation, facts.bindings()));
      }
    }
  }

  private void check(TreePath result, Body body, Captures captures) {
    TreePath inner = result;
    while (inner.getLeaf() != body.path().getLeaf()) {
      TreePath outer = inner.getParentPath();
      Tree tree = outer.getLeaf();
      if (tree instanceof TryTree tried && tried.getBlock() == inner.getLeaf()) {
        if (captures.keeps(result, Resources.closedBy(compilation, outer))) {
          report(result, true, "outlives the resource it uses", body);
          return;
        }
        if (onlyMakes(result, tried.getBlock(), true)
            && tried.getCatches().stream().anyMatch(EscapedResourceCheck::goesOn)) {
          report(result, false, "fails where the catch around it does not see it", body);
          return;
        }
      } else if (tree instanceof SynchronizedTree locked
          && onlyMakes(result, locked.getBlock(), false)) {
        report(result, true, "runs when the lock around it has been released", body);
        return;
      }
      inner = outer;
    }
  }

  /** A clause that only throws may be there because the compiler asks for one. */
  private static boolean goesOn(CatchTree handler) {
    return !Throws.always(handler.getBlock());
  }

  /** Tells whether a block is there for nothing but to make the coroutine of an async method. */
  private boolean onlyMakes(TreePath result, BlockTree block, boolean mayReadFields) {
    return block.getStatements().size() == 1
        && block.getStatements().get(0) instanceof ReturnTree
        && result.getLeaf() instanceof MethodInvocationTree call
        && compilation.element(result) instanceof ExecutableElement method
        && compilation.vocabulary().isAsync(method)
        && call.getArguments().stream().allMatch(one -> isPlain(result, one, mayReadFields))
        && isPlain(result, call.getMethodSelect(), mayReadFields);
  }

  private boolean isPlain(TreePath parent, ExpressionTree expression, boolean mayReadFields) {
    TreePath path = Paths.inside(new TreePath(parent, expression));
    Tree tree = path.getLeaf();
    if (tree instanceof LiteralTree || tree.toString().equals("this")) {
      return true;
    }
    Element element = compilation.element(path);
    if (!mayReadFields && element != null && element.getKind() == ElementKind.FIELD) {
      return false;
    }
    return tree instanceof IdentifierTree
        || (tree instanceof MemberSelectTree select
            && isPlain(path, select.getExpression(), mayReadFields));
  }

  private void report(TreePath result, boolean certain, String what, Body body) {
    String code = Quotation.of(result);
    Message message =
        Message.of(
                RULE.id(),
                "the coroutine %s %s, in %s".formatted(code, what, body.context().name()))
            .why("a coroutine runs when somebody awaits it, and by then this block has been left")
            .fix(
                body.method() == null
                    ? "await it inside the block, in code that is @Async"
                    : "@Async on "
                        + body.method().getSimpleName()
                        + ", where return "
                        + code
                        + " awaits it inside the block");
    if (certain && body.method() != null) {
      reporter.report(RULE, result, message, Edit.of(compilation, body.path(), Rewrites::async));
    } else {
      reporter.report(RULE, certain, result, message);
    }
  }
}
