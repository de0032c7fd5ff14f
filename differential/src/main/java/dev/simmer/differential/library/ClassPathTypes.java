package dev.simmer.differential.library;

import dev.simmer.processor.rewrite.TypeOracle;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/** Answers from class files what the processor answers from javac's types. */
final class ClassPathTypes implements TypeOracle {
  private static final String OBJECT = "java/lang/Object";

  private final Map<String, byte[]> library;
  private final ClassLoader others;
  private final Map<String, Optional<Header>> headers = new HashMap<>();

  private record Header(boolean isPublic, boolean isInterface, List<String> supertypes) {}

  /**
   * Creates an oracle.
   *
   * @param library class files by internal name
   * @param others finds the class files of all other classes
   */
  ClassPathTypes(Map<String, byte[]> library, ClassLoader others) {
    this.library = library;
    this.others = others;
  }

  @Override
  public boolean isSubtype(String type, String supertype) {
    return ancestors(type).contains(supertype);
  }

  @Override
  public String accessible(String type, String from) {
    int dimensions = type.lastIndexOf('[') + 1;
    if (dimensions > 0) {
      boolean classes = type.charAt(dimensions) == 'L';
      return classes
          ? type.substring(0, dimensions + 1)
              + accessible(type.substring(dimensions + 1, type.length() - 1), from)
              + ";"
          : type;
    }
    String name = type;
    while (!packageOf(name).equals(packageOf(from))) {
      Header header = header(name);
      if (header == null || header.isPublic()) {
        return name;
      }
      name = header.supertypes().isEmpty() ? OBJECT : header.supertypes().get(0);
    }
    return name;
  }

  /** Returns the nearest common superclass, {@code Object} for interfaces, as the verifier does. */
  String commonSuperclass(String one, String other) {
    Set<String> ancestors = ancestors(other);
    String name = one;
    while (!ancestors.contains(name)) {
      Header header = header(name);
      if (header == null || header.isInterface() || header.supertypes().isEmpty()) {
        return OBJECT;
      }
      name = header.supertypes().get(0);
    }
    Header found = header(name);
    return found != null && found.isInterface() ? OBJECT : name;
  }

  /** Returns a class with all its supertypes that can be found. */
  Set<String> ancestors(String type) {
    Set<String> found = new LinkedHashSet<>();
    List<String> open = new ArrayList<>(List.of(type));
    while (!open.isEmpty()) {
      String next = open.remove(open.size() - 1);
      Header header = found.add(next) ? header(next) : null;
      if (header != null) {
        open.addAll(header.supertypes());
      }
    }
    return found;
  }

  private @Nullable Header header(String name) {
    return headers.computeIfAbsent(name, this::read).orElse(null);
  }

  private Optional<Header> read(String name) {
    byte[] bytes = library.get(name);
    if (bytes == null && !name.startsWith("[")) {
      try (InputStream in = others.getResourceAsStream(name + ".class")) {
        bytes = in == null ? null : in.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    if (bytes == null) {
      return Optional.empty();
    }
    ClassReader file = new ClassReader(bytes);
    List<String> supertypes = new ArrayList<>();
    if (file.getSuperName() != null) {
      supertypes.add(file.getSuperName());
    }
    supertypes.addAll(List.of(file.getInterfaces()));
    boolean isPublic = (file.getAccess() & Opcodes.ACC_PUBLIC) != 0;
    boolean isInterface = (file.getAccess() & Opcodes.ACC_INTERFACE) != 0;
    return Optional.of(new Header(isPublic, isInterface, supertypes));
  }

  private static String packageOf(String internalName) {
    return internalName.substring(0, internalName.lastIndexOf('/') + 1);
  }
}
