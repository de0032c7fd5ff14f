package dev.simmer;

import dev.simmer.support.v1.Trampoline;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Looks where no user can: at what a loop and the objects of a case still hold. */
public final class Insides {
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<String> waiting = new ArrayList<>();

  private Insides() {}

  /** Says whether nothing but the running task can run before time passes. */
  public static boolean isQuiet(EventLoop loop) {
    return ((Loop) loop).isIdle();
  }

  /** Says what a loop holds although nobody waits any more: timers, work on other threads. */
  public static List<String> heldBy(EventLoop loop) {
    List<String> held = new ArrayList<>();
    ((Loop) loop).timers.forEach((timer, deadline) -> held.add("the timer " + timer));
    if (((Loop) loop).hasForeignWork()) {
      held.add("work on other threads");
    }
    return held;
  }

  /**
   * Says which objects that can be reached from {@code root} still have somebody in their queues.
   */
  public static List<String> waitersIn(Object root) throws ReflectiveOperationException {
    Insides insides = new Insides();
    insides.visit(root);
    return insides.waiting;
  }

  private void visit(Object object) throws ReflectiveOperationException {
    if (object instanceof Collection<?> several) {
      for (Object each : several) {
        visit(each);
      }
      return;
    }
    if (object instanceof Object[] several) {
      for (int i = 0; i < Array.getLength(several); i++) {
        visit(several[i]);
      }
      return;
    }
    if (object == null
        || object instanceof Trampoline
        || !object.getClass().getName().startsWith("dev.simmer.")
        || !seen.add(object)) {
      return;
    }
    if (object instanceof WaitQueue queue && !queue.isEmpty()) {
      waiting.add("a waiter in " + queue);
    }
    if (object instanceof Side side && side.isTaken()) {
      waiting.add("a task at " + side.endpoint);
    }
    for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().startsWith("dev.simmer.")) {
        for (Field field : type.getDeclaredFields()) {
          visit(object, field);
        }
      }
    }
  }

  private void visit(Object object, Field field) throws ReflectiveOperationException {
    if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) {
      return;
    }
    field.setAccessible(true);
    Object value = field.get(object);
    if (object instanceof Deferred<?> pending
        && field.getName().equals("waiters")
        && value != null
        && !pending.isDone()) {
      waiting.add("a waiter of " + pending);
    }
    visit(value);
  }
}
