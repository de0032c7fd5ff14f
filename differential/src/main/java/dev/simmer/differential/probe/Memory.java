package dev.simmer.differential.probe;

import dev.simmer.Task;
import dev.simmer.differential.journal.Journal;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks into the frames of a task that waits: they hold nothing that the program has lost. */
final class Memory {
  private static final String FRAMES = "dev.simmer.support.v1.";
  private static final Method INNERMOST = innermost();
  private static final ClassValue<List<Field>> REFERENCES =
      new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
          return references(type);
        }
      };

  private Memory() {}

  /** Notes in the journal what the task's frames hold although the program has lost it. */
  static void check(Task<?> task, Journal journal) {
    if (!journal.lost().isEmpty() && holds(innermost(task), journal.lost())) {
      journal.trace("a frame that waits holds what was lost");
    }
  }

  private static boolean holds(@Nullable Object root, Set<Object> lost) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Object> open = new ArrayDeque<>();
    add(open, root);
    while (!open.isEmpty()) {
      Object object = open.pop();
      if (lost.contains(object)) {
        return true;
      }
      if (seen.add(object)) {
        if (object instanceof Object[] array) {
          for (Object element : array) {
            add(open, element);
          }
        } else if (object.getClass().getName().startsWith(FRAMES)) {
          REFERENCES.get(object.getClass()).forEach(field -> add(open, get(field, object)));
        }
      }
    }
    return false;
  }

  private static void add(Deque<Object> open, @Nullable Object object) {
    if (object != null) {
      open.push(object);
    }
  }

  private static List<Field> references(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> at = type;
        at != null && at.getName().startsWith(FRAMES);
        at = at.getSuperclass()) {
      for (Field field : at.getDeclaredFields()) {
        if (!field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers())) {
          field.setAccessible(true);
          fields.add(field);
        }
      }
    }
    return fields;
  }

  private static Method innermost() {
    try {
      Method method = Task.class.getDeclaredMethod("innermost");
      method.setAccessible(true);
      return method;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("a task does not know its frames any more", e);
    }
  }

  private static @Nullable Object innermost(Task<?> task) {
    try {
      return INNERMOST.invoke(task);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("made accessible, yet not to be called", e);
    }
  }

  private static @Nullable Object get(Field field, Object object) {
    try {
      return field.get(object);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("made accessible, yet not", e);
    }
  }
}
