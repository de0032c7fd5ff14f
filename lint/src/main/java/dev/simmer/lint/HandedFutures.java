package dev.simmer.lint;

import com.sun.source.util.TreePath;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/** Finds which futures the calls of one class wait for or hand on. */
final class HandedFutures {

  private final Compilation compilation;
  private final Doneness doneness;

  HandedFutures(Compilation compilation, Bindings bindings) {
    this.compilation = compilation;
    this.doneness = new Doneness(compilation, bindings);
  }

  /** Returns which future a call that blocks waits for, if it is one it was given. */
  Handed awaitedBy(Call call, Blocking sink) {
    TreePath future = call.receiver();
    if (future == null && !call.arguments().isEmpty()) {
      future = call.arguments().get(0); // Futures.getUnchecked(future)
    }
    return future == null || !sink.category().equals("future")
        ? Handed.NOTHING
        : new Handed(doneness.parameter(future, call.body()), Set.of(), Map.of());
  }

  /** Returns which futures a call hands to the method that it calls. */
  Handed handedBy(Call call) {
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
}
