package dev.simmer.lint;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/** The class files of some modules of the JDK that runs this, with who extends whom. */
final class JdkImage {

  /** A call with more implementations than this says nothing about any of them. */
  private static final int MOST_TARGETS = 4;

  private final TreeMap<String, JdkClass> classes = new TreeMap<>();
  private final Map<String, Map<String, JdkMethod>> methods = new HashMap<>();
  private final Map<String, List<JdkClass>> subclasses = new HashMap<>();
  private final Set<String> exported = new HashSet<>();
  private final Map<String, List<String>> above = new HashMap<>();
  private final Map<JdkMethod.Invocation, List<JdkMethod>> targets = new HashMap<>();

  private JdkImage() {}

  static JdkImage read(List<String> modules) throws IOException {
    JdkImage image = new JdkImage();
    FileSystem runtime = FileSystems.getFileSystem(URI.create("jrt:/"));
    for (String module : modules) {
      image.exported.addAll(exports(module));
      try (Stream<Path> files = Files.walk(runtime.getPath("/modules", module))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
          image.add(JdkClass.read(Files.readAllBytes(file)));
        }
      }
    }
    image.classes.values().forEach(image::addBelowSupertypes);
    return image;
  }

  private static Set<String> exports(String module) {
    return ModuleFinder.ofSystem().find(module).orElseThrow().descriptor().exports().stream()
        .filter(export -> !export.isQualified())
        .map(ModuleDescriptor.Exports::source)
        .collect(Collectors.toSet());
  }

  private void add(JdkClass type) {
    classes.put(type.name(), type);
    Map<String, JdkMethod> own = new HashMap<>();
    type.methods().forEach(method -> own.put(method.name() + method.descriptor(), method));
    methods.put(type.name(), own);
  }

  private void addBelowSupertypes(JdkClass type) {
    for (String above : nearestFirst(type.name())) {
      subclasses.computeIfAbsent(above, name -> new ArrayList<>()).add(type);
    }
  }

  Stream<JdkMethod> methods() {
    return classes.values().stream().flatMap(type -> type.methods().stream());
  }

  /** Returns the type and all above it, the nearest first. */
  List<String> nearestFirst(String name) {
    return above.computeIfAbsent(name, this::walk);
  }

  private List<String> walk(String name) {
    Set<String> found = new LinkedHashSet<>();
    ArrayDeque<String> queue = new ArrayDeque<>(List.of(name));
    while (!queue.isEmpty()) {
      String next = queue.remove();
      JdkClass type = classes.get(next);
      if (found.add(next) && type != null) {
        queue.addAll(type.supertypes());
      }
    }
    return List.copyOf(found);
  }

  /** Tells whether programs can call the method, or override it in a class of their own. */
  boolean isApi(JdkMethod method) {
    String type = method.owner();
    boolean visible = method.is(Opcodes.ACC_PUBLIC) || method.is(Opcodes.ACC_PROTECTED);
    boolean written = !method.is(Opcodes.ACC_SYNTHETIC);
    return visible && written && isVisible(type);
  }

  private boolean isVisible(String type) {
    if (!exported.contains(type.substring(0, type.lastIndexOf('.')))) {
      return false;
    }
    for (int end = type.length(); end > 0; end = type.lastIndexOf('$', end - 1)) {
      JdkClass enclosing = classes.get(type.substring(0, end));
      if (enclosing == null
          || !(enclosing.is(Opcodes.ACC_PUBLIC) || enclosing.is(Opcodes.ACC_PROTECTED))) {
        return false;
      }
    }
    return true;
  }

  /** Returns the bodies that a call can run, or none when there are many. */
  List<JdkMethod> targets(JdkMethod.Invocation call) {
    return targets.computeIfAbsent(call, this::search);
  }

  private List<JdkMethod> search(JdkMethod.Invocation call) {
    JdkMethod declared = find(call.owner(), call.name(), call.descriptor());
    if (declared == null) {
      return List.of();
    }
    if (!call.virtual() || declared.is(Opcodes.ACC_FINAL) || declared.is(Opcodes.ACC_PRIVATE)) {
      return declared.hasBody() ? List.of(declared) : List.of();
    }
    Set<JdkMethod> bodies = new LinkedHashSet<>();
    for (JdkClass type : subclasses.getOrDefault(call.owner(), List.of())) {
      JdkMethod body = find(type.name(), call.name(), call.descriptor());
      if (body != null && body.hasBody() && bodies.add(body) && bodies.size() > MOST_TARGETS) {
        return List.of();
      }
    }
    return List.copyOf(bodies);
  }

  /** Returns the method as an object of exactly that class has it: a body beats a declaration. */
  private @Nullable JdkMethod find(String type, String name, String descriptor) {
    JdkMethod declaration = null;
    for (String above : nearestFirst(type)) {
      JdkMethod method = methods.getOrDefault(above, Map.of()).get(name + descriptor);
      if (method != null && method.hasBody()) {
        return method;
      }
      declaration = declaration == null ? method : declaration;
    }
    return declaration;
  }
}
