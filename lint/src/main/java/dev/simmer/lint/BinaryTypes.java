package dev.simmer.lint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/**
 * Knows of the types that class files speak of what their own class files say.
 *
 * <p>javac is not asked. It would read classes that the compilation has nothing to do with, and
 * warn of every annotation on them whose class is not there.
 */
final class BinaryTypes {

  /**
   * The head of a class file.
   *
   * @param parents the class above, then the interfaces
   */
  private record Head(boolean isFinal, List<String> parents) {}

  private final Hierarchy hierarchy;
  private final CatalogueSources sources;
  private final Libraries libraries;
  private final Map<String, Head> heads = new HashMap<>();
  private final Map<String, List<String>> known = new HashMap<>();

  BinaryTypes(Hierarchy hierarchy, CatalogueSources sources, Libraries libraries) {
    this.hierarchy = hierarchy;
    this.sources = sources;
    this.libraries = libraries;
  }

  boolean isFinal(String binaryName) {
    return head(binaryName).isFinal;
  }

  /** Lists a type and its supertypes. */
  List<String> nearestFirst(String binaryName) {
    List<String> list = known.get(binaryName);
    if (list == null) {
      list = walk(binaryName);
      known.put(binaryName, list);
    }
    return list;
  }

  private List<String> walk(String start) {
    Set<String> names = new LinkedHashSet<>();
    ArrayDeque<String> queue = new ArrayDeque<>(List.of(start));
    while (!queue.isEmpty()) {
      String name = queue.remove();
      if (names.add(name)) {
        queue.addAll(head(name).parents);
      }
    }
    return List.copyOf(names);
  }

  private Head head(String binaryName) {
    Head head = heads.get(binaryName);
    if (head == null) {
      ClassReader file = Platform.isPartOf(binaryName) ? null : libraries.read(binaryName);
      head = file == null ? headFromJavac(binaryName) : head(binaryName, file);
      heads.put(binaryName, head);
    }
    return head;
  }

  private Head head(String binaryName, ClassReader file) {
    int dot = binaryName.lastIndexOf('.');
    String simpleName = binaryName.substring(dot + 1);
    int nested = simpleName.indexOf('$', 1);
    sources.readNextTo(
        dot < 0 ? "" : binaryName.substring(0, dot),
        nested < 0 ? simpleName : simpleName.substring(0, nested));
    List<String> parents = new ArrayList<>();
    if (file.getSuperName() != null) {
      parents.add(file.getSuperName().replace('/', '.'));
    }
    for (String type : file.getInterfaces()) {
      parents.add(type.replace('/', '.'));
    }
    return new Head((file.getAccess() & Opcodes.ACC_FINAL) != 0, parents);
  }

  /** The JDK has no class files on the class path, and what is being compiled has none at all. */
  private Head headFromJavac(String binaryName) {
    TypeElement type = hierarchy.find(binaryName);
    if (type == null) {
      return new Head(false, List.of());
    }
    List<String> above = hierarchy.nearestFirst(type);
    return new Head(type.getModifiers().contains(Modifier.FINAL), above.subList(1, above.size()));
  }
}
