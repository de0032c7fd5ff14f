package dev.simmer.lint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;

/**
 * Which methods of the JDK reach a native method that blocks, each by a shortest way.
 *
 * <p>Taken literally, nearly all of the JDK does: it formats a message, for that it loads a class,
 * and for that it reads a file. So there are cuts, methods that the search does not look into, and
 * ends, methods that do block but say nothing about who calls them: a lock inside a queue is free
 * nearly always.
 */
final class Reachability {

  private final Map<JdkMethod, JdkMethod> next = new LinkedHashMap<>();

  private Reachability() {}

  static Reachability search(JdkImage image, Patterns natives, Patterns cuts, Patterns ends) {
    Map<JdkMethod, List<JdkMethod>> callers = callers(image, cuts);
    Reachability found = new Reachability();
    ArrayDeque<JdkMethod> queue = new ArrayDeque<>();
    image
        .methods()
        .filter(method -> method.is(Opcodes.ACC_NATIVE) && natives.matches(method))
        .forEach(
            method -> {
              found.next.put(method, method);
              queue.add(method);
            });
    while (!queue.isEmpty()) {
      JdkMethod blocking = queue.remove();
      if (ends.matches(blocking)) {
        continue;
      }
      for (JdkMethod caller : callers.getOrDefault(blocking, List.of())) {
        if (found.next.putIfAbsent(caller, blocking) == null) {
          queue.add(caller);
        }
      }
    }
    return found;
  }

  private static Map<JdkMethod, List<JdkMethod>> callers(JdkImage image, Patterns cuts) {
    Map<JdkMethod, List<JdkMethod>> callers = new HashMap<>();
    image
        .methods()
        .filter(method -> !cuts.matches(method))
        .forEach(
            caller ->
                caller.calls().stream()
                    .flatMap(call -> image.targets(call).stream())
                    .distinct()
                    .forEach(
                        callee ->
                            callers.computeIfAbsent(callee, c -> new ArrayList<>()).add(caller)));
    return callers;
  }

  boolean reaches(JdkMethod method) {
    return next.containsKey(method);
  }

  /** Returns the way from the method to the native one, both included. */
  List<JdkMethod> way(JdkMethod from) {
    List<JdkMethod> way = new ArrayList<>(List.of(from));
    for (JdkMethod at = from; ; ) {
      JdkMethod further = next.get(at);
      if (further == null || further.equals(at)) {
        return way;
      }
      way.add(further);
      at = further;
    }
  }
}
