package dev.simmer.lint;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.util.TreePath;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final Doneness doneness;

  Edges(Compilation compilation, ClassFacts facts) {
    this.compilation = compilation;
    this.exactTypes = new ExactTypes(compilation, facts.bindings());
    this.blockingCalls = new BlockingCalls(compilation, facts);
    this.doneness = new Doneness(compilation, facts.bindings());
  }

  /** Returns where the call leads, or nothing when that is known to be harmless. */
  Optional<Edge> of(Call call) {
    ExecutableElement method = call.method();
    if (method == null || !(method.getEnclosingElement() instanceof TypeElement owner)) {
      return Optional.empty();
    }
    Vocabulary vocabulary = compilation.vocabulary();
    if (vocabulary.isAsync(method) || vocabulary.isNonBlocking(method)) {
      return Optional.empty();
    }
    Blocking sink =
        vocabulary.isRun(method)
            ? new Blocking("run", Blocking.LOOP, Tier.CERTAIN, null)
            : blockingCalls.find(call).filter(Blocking::isReportedAlongPaths).orElse(null);
    if (sink == null && blockingCalls.isKnownHarmless(call)) {
      return Optional.empty();
    }
    boolean inJdk = Platform.isPartOf(compilation.elements().getBinaryName(owner).toString());
    if (sink == null && inJdk) {
      return Optional.empty();
    }
    return Optional.of(edge(call, method, owner, sink));
  }

  private Edge edge(
      Call call, ExecutableElement method, TypeElement owner, @Nullable Blocking sink) {
    String shown = sink == null ? BlockingCalls.nameOf(call) : sink.name();
    String place = compilation.place(call.path());
    TypeElement receiver = exactReceiver(call);
    if (receiver != null) {
      ExecutableElement target = implementation(method, receiver);
      return new Edge(key(target), true, sink, null, null, shown, place, handed(call, sink));
    }
    boolean exact = isExact(call, method, owner);
    return new Edge(
        key(method),
        exact,
        sink,
        exact ? null : method,
        exact ? null : call.receiverType(),
        shown,
        place,
        handed(call, sink));
  }

  private Handed handed(Call call, @Nullable Blocking sink) {
    if (sink != null) {
      TreePath future = call.receiver();
      if (future == null && !call.arguments().isEmpty()) {
        future = call.arguments().get(0); // Futures.getUnchecked(future)
      }
      return future == null || !sink.category().equals("future")
          ? Handed.NOTHING
          : new Handed(doneness.parameter(future, call.body()), Set.of(), Map.of());
    }
    Set<Integer> done = new HashSet<>();
    Map<Integer, Integer> passed = new HashMap<>();
    List<? extends VariableElement> parameters =
        call.method() == null ? List.of() : call.method().getParameters();
    for (int i = 0; i < Math.min(parameters.size(), call.arguments().size()); i++) {
      TypeElement type = compilation.classOf(parameters.get(i).asType());
      if (type == null || !compilation.hierarchy().isPromise(type)) {
        continue;
      }
      TreePath argument = call.arguments().get(i);
      if (doneness.isKnownDone(argument, call)) {
        done.add(i);
      }
      int parameter = doneness.parameter(argument, call.body());
      if (parameter != Handed.NONE) {
        passed.put(i, parameter);
      }
    }
    return done.isEmpty() && passed.isEmpty()
        ? Handed.NOTHING
        : new Handed(Handed.NONE, done, passed);
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
    return exact == null ? null : compilation.hierarchy().find(exact.name());
  }

  /** Returns what runs when {@code method} is called on an object of exactly this class. */
  ExecutableElement implementation(ExecutableElement method, TypeElement exact) {
    return compilation.hierarchy().implementation(method, exact);
  }

  MethodKey key(ExecutableElement method) {
    return compilation.key(method);
  }
}
