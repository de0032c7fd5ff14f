package dev.simmer.lint;

import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.util.TreePath;
import java.util.List;
import java.util.function.Consumer;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/**
 * Turns what one class does into steps, while its trees still are what the user wrote.
 *
 * <p>A lambda counts as run where it is written, unless it is handed to another thread. So a
 * function is judged where it is made, and only one that comes from elsewhere is a gap.
 */
final class SourceSteps {

  private final Compilation compilation;
  private final Given given;
  private final Edges edges;
  private final ExactTypes exactTypes;
  private final BlockingCalls blockingCalls;
  private final Functions functions;
  private final Fixes fixes;

  SourceSteps(Compilation compilation, Given given, ClassFacts facts) {
    this.compilation = compilation;
    this.given = given;
    this.edges = new Edges(compilation, facts);
    this.exactTypes = new ExactTypes(compilation, facts.bindings());
    this.blockingCalls = new BlockingCalls(compilation, facts);
    this.functions = new Functions(compilation, facts.bindings());
    this.fixes = new Fixes(compilation);
  }

  /** Passes on what a call comes to. */
  void of(Call call, Context context, Consumer<Step> steps) {
    ExecutableElement method = call.method();
    if (method == null
        || !(method.getEnclosingElement() instanceof TypeElement owner)
        || compilation.vocabulary().isNonBlocking(method)) {
      return;
    }
    String place = compilation.place(call.path());
    Blocking blocking = blockingCalls.find(call).orElse(null);
    if (compilation.vocabulary().isRun(method)) {
      steps.accept(new Step.Gap("run", "starts a loop inside the running one", place, null));
      return;
    }
    if (blocking != null) {
      if (blocking.tier() != Tier.SLOW) {
        steps.accept(gapOf(call, blocking, context, place));
      }
      return;
    }
    if (blockingCalls.isKnownHarmless(call)) {
      return;
    }
    Blocking unknown = new Blocking(BlockingCalls.nameOf(call), "", Tier.CERTAIN, null);
    String fix = compilation.vocabulary().isAsync(method) ? null : fixes.of(call, unknown, context);
    Target target = new Target(call, method, owner, place, fix, steps);
    target.resolve();
  }

  private Step gapOf(Call call, Blocking blocking, Context context, String place) {
    String reason =
        (blocking.tier() == Tier.CERTAIN ? "blocks (" : "can block (") + blocking.category() + ")";
    return new Step.Gap(blocking.name(), reason, place, fixes.of(call, blocking, context));
  }

  /** Passes on what a loop over the elements of something calls. */
  void ofIteration(TreePath loop, Consumer<Step> steps) {
    EnhancedForLoopTree tree = (EnhancedForLoopTree) loop.getLeaf();
    TreePath elements = new TreePath(loop, tree.getExpression());
    TypeElement type = compilation.classOf(compilation.type(elements));
    if (type == null) {
      return; // an array
    }
    String place = compilation.place(loop);
    for (ExecutableElement member :
        ElementFilter.methodsIn(compilation.elements().getAllMembers(type))) {
      if (member.getSimpleName().contentEquals("iterator") && member.getParameters().isEmpty()) {
        String name = compilation.binaryName(type);
        ExactType exact = exactTypes.of(elements);
        if (exact == null && Platform.isPartOf(name)) {
          open(name, type, "for", place, steps);
        } else if (exact == null && !type.getModifiers().contains(Modifier.FINAL)) {
          String shown = Contexts.nameOf(type) + ".iterator";
          steps.accept(new Step.Virtual(member, type, shown, place, null));
        } else {
          known(edges.implementation(member, type), place, null, steps);
        }
        return;
      }
    }
  }

  private void known(
      ExecutableElement method, String place, @Nullable String fix, Consumer<Step> steps) {
    MethodKey key = compilation.key(method);
    if (!Platform.isPartOf(key.owner())) {
      String type =
          method.getEnclosingElement() instanceof TypeElement owner ? Contexts.nameOf(owner) : "";
      String shown =
          key.name().equals("<init>") ? "new " + type : type + "." + method.getSimpleName();
      steps.accept(new Step.Known(key, shown, place, fix));
    }
  }

  /** An object of the JDK, or of a class below one of its types. */
  private void open(
      String name, TypeElement type, String shown, String place, Consumer<Step> steps) {
    String gap = given.gapBehind(name);
    if (gap != null) {
      steps.accept(new Step.Gap(shown, gap, place, null));
    } else if (!name.startsWith("dev.simmer.") && !name.equals("java.lang.Object")) {
      steps.accept(new Step.Premise(Contexts.nameOf(type), place));
    }
  }

  /** Finds out where one call leads. */
  private final class Target {
    private final Call call;
    private final ExecutableElement method;
    private final TypeElement owner;
    private final String place;
    private final @Nullable String fix;
    private final String shown;
    private final Consumer<Step> steps;

    Target(
        Call call,
        ExecutableElement method,
        TypeElement owner,
        String place,
        @Nullable String fix,
        Consumer<Step> steps) {
      this.call = call;
      this.method = method;
      this.owner = owner;
      this.place = place;
      this.fix = fix;
      this.shown = BlockingCalls.nameOf(call);
      this.steps = steps;
    }

    void resolve() {
      String declaredIn = compilation.binaryName(owner);
      TypeElement exact = edges.exactReceiver(call);
      ExecutableElement target = exact == null ? method : edges.implementation(method, exact);
      if (call.receiver() != null && compilation.vocabulary().isFunctionCall(call)) {
        List<TreePath> made = functions.of(call.receiver());
        if (made != null) {
          made.forEach(function -> runs(function));
          return;
        }
      }
      if (Platform.isPartOf(compilation.key(target).owner())) {
        platform(declaredIn, exact != null);
      } else if (exact != null || Edges.isExact(call, method, owner)) {
        known(target, place, fix, steps);
      } else {
        steps.accept(new Step.Virtual(method, call.receiverType(), shown, place, fix));
      }
    }

    private void runs(TreePath function) {
      steps.accept(new Step.Known(Functions.key(compilation, function), "", place, fix));
    }

    private void platform(String declaredIn, boolean exact) {
      String gap = given.gap(declaredIn, call.name());
      if (gap == null && blockingCalls.wrapsSomethingUnknown(call)) {
        gap = "what the " + Contexts.nameOf(call.receiverType()) + " wraps may block";
      }
      if (gap != null) {
        gap(gap);
        return;
      }
      if (!exact && !Edges.isExact(call, method, owner) && !isStandardStream()) {
        String type = compilation.binaryName(call.receiverType());
        if (!Platform.isPartOf(type)) {
          if (!declaredIn.equals("java.lang.Object")) {
            steps.accept(new Step.Virtual(method, call.receiverType(), shown, place, fix));
          }
        } else if (given.isFunction(type) && method.getModifiers().contains(Modifier.ABSTRACT)) {
          gap("any function may be behind it");
        } else {
          open(type, call.receiverType(), shown, place, steps);
        }
      }
      functionsHandedOver();
    }

    private boolean isStandardStream() {
      ExactType exact = call.receiver() == null ? null : exactTypes.of(call.receiver());
      return exact != null && exact.name().startsWith("java.lang.System$");
    }

    private void functionsHandedOver() {
      List<? extends VariableElement> parameters = method.getParameters();
      for (int i = 0; i < Math.min(parameters.size(), call.arguments().size()); i++) {
        TypeMirror type = parameters.get(i).asType();
        TypeElement parameter = compilation.classOf(type);
        if (parameter != null
            && given.isFunction(compilation.binaryName(parameter))
            && !isForAThread(i)) {
          handedOver(call.arguments().get(i), parameter);
        }
      }
    }

    private boolean isForAThread(int index) {
      List<String> types = compilation.hierarchy().nearestFirst(call.receiverType());
      return compilation.catalogue().runs(types, call.name(), call.parameters(), index)
          == Row.Runs.POOL;
    }

    private void handedOver(TreePath argument, TypeElement parameter) {
      List<TreePath> made = functions.of(argument);
      ExecutableElement function = compilation.vocabulary().function(parameter);
      ExactType exact = exactTypes.of(argument);
      if (made != null) {
        made.forEach(this::runs);
      } else if (function != null && exact != null && exact.type() != null) {
        known(edges.implementation(function, exact.type()), place, fix, steps);
      } else {
        gap("it runs " + Quotation.of(argument) + ", which comes from elsewhere");
      }
    }

    private void gap(String reason) {
      steps.accept(new Step.Gap(shown, reason, place, fix));
    }
  }
}
