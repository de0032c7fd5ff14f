package dev.simmer.processor;

import java.util.regex.Pattern;
import javax.lang.model.type.TypeMirror;

/** Writes types the way the user did: without packages. */
final class Wording {
  private static final Pattern PACKAGES = Pattern.compile("\\b(?:[a-z_][\\w]*\\.)+(?=[A-Z])");

  private Wording() {}

  /** Returns {@code Consumer<String>} for {@code java.util.function.Consumer<java.lang.String>}. */
  static String simple(TypeMirror type) {
    return PACKAGES.matcher(type.toString()).replaceAll("").replace(",", ", ");
  }
}
