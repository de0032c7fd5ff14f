package dev.simmer.differential.library;

import dev.simmer.differential.world.Compiler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The classes of a library.
 *
 * @param name its name and version
 * @param shape where the class files come from: {@code binary}, or the options of this javac
 * @param classes the class files by internal name, in the order of the names
 */
record Library(String name, String shape, Map<String, byte[]> classes) {
  private static final String BINARY = "binary";

  /** Takes the class files as they were published. */
  static Library binary(Path jar) throws IOException {
    Map<String, byte[]> classes = new TreeMap<>();
    read(jar, ".class", classes);
    return new Library(name(jar, ".jar"), BINARY, classes);
  }

  /** Compiles the sources with this JDK's javac. */
  static Library compiled(Path sourceJar, List<Path> classPath, List<String> options)
      throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    read(sourceJar, ".java", files);
    Map<String, String> sources = new TreeMap<>();
    files.forEach((name, text) -> sources.put(name, new String(text, StandardCharsets.UTF_8)));
    String name = name(sourceJar, "-sources.jar");
    Compiler compiler = new Compiler(classPath, null);
    Compiler.Result result = compiler.compile(sources, with(options, List.of()));
    if (result.classes().isEmpty()) {
      // Newer JDKs have methods that older libraries name their own ones like.
      result = compiler.compile(sources, with(options, List.of("--release", "17")));
    }
    if (result.classes().isEmpty()) {
      throw new IOException(name + " does not compile: " + result.errors().get(0));
    }
    Map<String, byte[]> classes = new TreeMap<>();
    result.classes().forEach((type, bytes) -> classes.put(type.replace('.', '/'), bytes));
    return new Library(name, String.join(" ", options), classes);
  }

  private static List<String> with(List<String> options, List<String> more) {
    return Stream.of(options, more, List.of("-nowarn", "-Xlint:none", "-proc:none"))
        .flatMap(List::stream)
        .toList();
  }

  private static String name(Path jar, String end) {
    String name = jar.getFileName().toString();
    return name.substring(0, name.length() - end.length());
  }

  private static void read(Path jar, String end, Map<String, byte[]> into) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      List<JarEntry> entries = new ArrayList<>(file.stream().toList());
      // Names of classes for other Java versions are there twice.
      entries.removeIf(
          entry ->
              !entry.getName().endsWith(end)
                  || entry.getName().startsWith("META-INF/")
                  || entry.getName().endsWith("-info" + end));
      for (JarEntry entry : entries) {
        String name = entry.getName();
        into.put(
            name.substring(0, name.length() - end.length()),
            file.getInputStream(entry).readAllBytes());
      }
    }
  }
}
