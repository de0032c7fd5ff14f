package dev.simmer.lint;

import java.util.HashMap;
import java.util.Map;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * The class an object really is, where the source shows it.
 *
 * @param name its binary name, or a name only the catalogue knows, such as {@code
 *     java.net.Socket$Input}
 * @param type the class, where the source instantiates it; a local one has no other way to be found
 * @param arguments what its constructor was given, as far as that is known too, by position
 */
record ExactType(String name, @Nullable TypeElement type, Map<Integer, ExactType> arguments) {

  ExactType {
    arguments = Map.copyOf(new HashMap<>(arguments));
  }

  static ExactType of(String name) {
    return new ExactType(name, null, Map.of());
  }
}
