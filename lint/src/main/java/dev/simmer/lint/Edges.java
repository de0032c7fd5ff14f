package dev.simmer.lint;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/**
 * Turns the calls of one class into edges, while its trees still are what the user wrote.
 *
 * <p>An edge is exact when no subclass can change where it leads: static, private and final
 * methods, constructors, {@code super} calls, and receivers whose class the source shows.
 */
final class Edges {

  private final Compilation compilation;
  private final ExactTypes exactTypes;
  private final BlockingCalls blockingCalls;
  private final Functions functions;
  private final HandedFutures futures;

  Edges(Compilation compilation, ClassFacts facts) {
    this.compilation = compilation;
    this.exactTypes = new ExactTypes(compilation, facts.bindings());
    this.blockingCalls = new BlockingCalls(compilation, facts);
    this.functions = new Functions(compilation, facts.bindings());
    this.futures = new HandedFutures(compilation, facts.bindings());
  }

  /** Returns where the call leads, or nothing when that is known to be harmless. */
  Optional<Edge> of(Call call) {
    ExecutableElement method = call.method();
    if (!(method.getEnclosingElement() instanceof TypeElement owner)) {
      return Optional.empty();
    }
    Vocabulary vocabulary = compilation.vocabulary();
    if (vocabulary.isAsync(method) || vocabulary.isNonBlocking(method)) {
      return Optional.empty();
    }
    Blocking sink =
        call.name().equals("run") && vocabulary.isRun(method)
            ? new Blocking("run", Blocking.LOOP, Tier.CERTAIN, null)
            : blockingCalls.find(call).filter(Blocking::isReportedAlongPaths).orElse(null);
    if (sink == null && blockingCalls.isKnownHarmless(call)) {
      return Optional.empty();
    }
    if (sink == null && isExact(call, method, owner) && isPlatform(owner)) {
      return Optional.empty();
    }
    TypeElement exact = exactReceiver(call);
    ExecutableElement target = exact == null ? method : implementation(method, exact);
    Edge function = sink == null ? functionCall(call) : null;
    if (function != null) {
      return Optional.of(function);
    }
    if (sink == null && Platform.isPartOf(key(target).owner())) {
      return Optional.empty();
    }
    String shown = sink == null ? BlockingCalls.nameOf(call) : sink.name();
    boolean isExact = exact != null || isExact(call, method, owner);
    return Optional.of(
        new Edge(
            key(target),
            isExact,
            sink,
            isExact ? null : method,
            isExact ? null : call.receiverType(),
            call.isImplicit(),
            shown,
            compilation.place(call.path()),
            sink == null ? futures.handedBy(call) : futures.awaitedBy(call, sink),
            null));
  }

  /** Returns where the call leads, whatever that may be. */
  Edge to(Call call) {
    ExecutableElement method = call.method();
    TypeElement exact = exactReceiver(call);
    boolean isExact =
        exact != null
            || (method.getEnclosingElement() instanceof TypeElement owner
                && isExact(call, method, owner));
    return new Edge(
        key(exact == null ? method : implementation(method, exact)),
        isExact,
        null,
        isExact ? null : method,
        isExact ? null : call.receiverType(),
        call.isImplicit(),
        BlockingCalls.nameOf(call),
        compilation.place(call.path()),
        Handed.NOTHING,
        null);
  }

  private boolean isPlatform(TypeElement type) {
    return Platform.isPartOf(compilation.binaryName(type));
  }

  /** Follows {@code task.run()} into the only function that the variable ever holds. */
  private @Nullable Edge functionCall(Call call) {
    TreePath receiver = call.receiver();
    return receiver != null && compilation.vocabulary().isFunctionCall(call)
        ? function(call, receiver)
        : null;
  }

  /** Returns where a call leads that runs functions which are held in variables. */
  List<Edge> functionsRunBy(Call call) {
    List<String> types = compilation.hierarchy().nearestFirst(call.receiverType());
    if (call.arguments().isEmpty() || compilation.catalogue().knowsNoRunnerOf(call.name())) {
      return List.of();
    }
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < call.arguments().size(); i++) {
      TreePath argument = Paths.value(call.arguments().get(i));
      if (compilation.element(argument) instanceof VariableElement
          && compilation.catalogue().runs(types, call.name(), call.parameters(), i)
              == Row.Runs.INLINE) {
        Edge edge = function(call, argument);
        if (edge != null) {
          edges.add(edge);
        }
      }
    }
    return edges;
  }

  private @Nullable Edge function(Call call, TreePath expression) {
    TreePath function = functions.onlyOne(expression);
    return function == null ? null : into(function, call, null);
  }

  /** Returns the edge of a call that runs a function, perhaps only if it is handed so. */
  Edge into(TreePath function, Call call, @Nullable Handover onlyIf) {
    return new Edge(
        Functions.key(compilation, function),
        true,
        null,
        null,
        null,
        false,
        BlockingCalls.nameOf(call),
        compilation.place(call.path()),
        Handed.NOTHING,
        onlyIf);
  }

  static boolean isExact(Call call, ExecutableElement method, TypeElement owner) {
    return call.name().equals("<init>")
        || method.getModifiers().contains(Modifier.STATIC)
        || method.getModifiers().contains(Modifier.PRIVATE)
        || method.getModifiers().contains(Modifier.FINAL)
        || owner.getModifiers().contains(Modifier.FINAL)
        || call.receiverType().getModifiers().contains(Modifier.FINAL)
        || isSuper(call.receiver());
  }

  private static boolean isSuper(@Nullable TreePath receiver) {
    return receiver != null
        && receiver.getLeaf() instanceof IdentifierTree identifier
        && identifier.getName().contentEquals("super");
  }

  @Nullable TypeElement exactReceiver(Call call) {
    if (call.receiver() == null || isSuper(call.receiver())) {
      return null;
    }
    ExactType exact = exactTypes.of(call.receiver());
    if (exact == null) {
      return null;
    }
    return exact.type() != null ? exact.type() : compilation.hierarchy().find(exact.name());
  }

  /** Returns what runs when {@code method} is called on an object of exactly this class. */
  ExecutableElement implementation(ExecutableElement method, TypeElement exact) {
    return compilation.hierarchy().implementation(method, exact);
  }

  MethodKey key(ExecutableElement method) {
    return compilation.key(method);
  }
}
