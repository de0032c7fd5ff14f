package dev.simmer.processor.tools;

import dev.simmer.Coroutine;
import dev.simmer.RunOptions;
import dev.simmer.Simmer;
import dev.simmer.processor.Later;
import dev.simmer.processor.Scratch;
import dev.simmer.processor.SimmerProcessor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A class {@code P} with {@code @Async static Coroutine<?> test()}, compiled by the real processor.
 *
 * <p>Lines of interest end in a comment {@code // @mark}.
 */
final class Sample {
  private static final String HEADER =
      """
      import static dev.simmer.Simmer.*;
      import static dev.simmer.processor.Later.*;
      import dev.simmer.*;
      import java.io.*;
      import java.util.*;
      import java.util.function.*;
      public class P {
      """;

  private static final Map<List<String>, Sample> COMPILED = new ConcurrentHashMap<>();

  private final String source;
  private final Path folder;

  private Sample(String source, Path folder) {
    this.source = source;
    this.folder = folder;
  }

  /** Compiles the members of the class, with all debug information. */
  static Sample of(String members, String... options) {
    List<String> key = new ArrayList<>(List.of(options));
    key.add(members);
    return COMPILED.computeIfAbsent(key, none -> compile(HEADER + members + "\n}\n", options));
  }

  private static Sample compile(String source, String... options) {
    try {
      Path folder = Scratch.folder();
      Path file = Files.writeString(folder.resolve("P.java"), source);
      JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
      DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
      List<String> arguments = new ArrayList<>(List.of("-g", "-d", folder.toString()));
      arguments.addAll(List.of(options));
      try (var files = javac.getStandardFileManager(diagnostics, null, null)) {
        JavaCompiler.CompilationTask task =
            javac.getTask(
                null, files, diagnostics, arguments, null, files.getJavaFileObjects(file));
        if (!arguments.contains("-proc:none")) {
          task.setProcessors(List.of(new SimmerProcessor()));
        }
        if (!task.call()) {
          throw new AssertionError(
              diagnostics.getDiagnostics().stream()
                  .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
                  .toList()
                  .toString());
        }
      }
      return new Sample(source, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder of the source and the class files. */
  Path folder() {
    return folder;
  }

  /** The line that ends in {@code // @mark}. */
  int line(String mark) {
    List<String> lines = source.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).endsWith("// @" + mark)) {
        return i + 1;
      }
    }
    throw new IllegalArgumentException("no line is marked " + mark);
  }

  /** The source of a line. */
  String text(int line) {
    return line > 0 ? source.lines().toList().get(line - 1) : "";
  }

  /** The mark of a line, or its number where it has none. */
  String mark(int line) {
    String text = text(line);
    int mark = text.indexOf("// @");
    return mark < 0 ? ":" + line : text.substring(mark + 3);
  }

  /** The comments at the ends of lines, by line. */
  Map<Integer, String> comments() {
    Map<Integer, String> comments = new TreeMap<>();
    List<String> lines = source.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      int comment = lines.get(i).indexOf("// ");
      if (comment >= 0) {
        comments.put(i + 1, lines.get(i).substring(comment + 3));
      }
    }
    return comments;
  }

  /** The class files by class name. */
  Map<String, byte[]> classFiles() {
    Map<String, byte[]> classes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        String name = folder.relativize(file).toString();
        classes.put(
            name.substring(0, name.length() - ".class".length()).replace('/', '.'),
            Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return classes;
  }

  /** How many suspension points each line has, as the generated classes list them. */
  Map<Integer, Integer> suspensionPoints() {
    Map<Integer, Integer> counts = new TreeMap<>();
    for (String method : asyncMethods()) {
      String[] lines = method.split(";")[1].split(",");
      for (String line : List.of(lines).subList(1, lines.length)) {
        counts.merge(Integer.parseInt(line), 1, Integer::sum);
      }
    }
    return counts;
  }

  /** How many awaited calls each line has that are linked when they run. */
  Map<Integer, Integer> linkedCalls() {
    Map<Integer, Integer> counts = new TreeMap<>();
    for (byte[] classFile : classFiles().values()) {
      ClassNode type = new ClassNode();
      new ClassReader(classFile).accept(type, 0);
      for (MethodNode method : type.methods) {
        int line = 0;
        for (AbstractInsnNode insn : method.instructions) {
          if (insn instanceof LineNumberNode number) {
            line = number.line;
          } else if (insn instanceof InvokeDynamicInsnNode call
              && call.bsm.getOwner().equals("dev/simmer/support/v1/Site")) {
            counts.merge(line, 1, Integer::sum);
          }
        }
      }
    }
    return counts;
  }

  /** What the generated classes list of each async method. */
  List<String> asyncMethods() {
    Map<String, byte[]> classes = classFiles();
    Loader loader = new Loader(classes);
    return classes.keySet().stream()
        .filter(name -> name.endsWith("$$Simmer"))
        .flatMap(name -> points(loader, name).lines().skip(1))
        .toList();
  }

  private static String points(ClassLoader loader, String name) {
    try {
      Class<?> dispatcher = loader.loadClass(name);
      var instance = dispatcher.getDeclaredField("INSTANCE");
      instance.setAccessible(true);
      Method points = dispatcher.getDeclaredMethod("points");
      points.setAccessible(true);
      return (String) points.invoke(instance.get(null));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** Runs the program as it is. */
  Object run(Later.Mode mode) throws Throwable {
    return run(mode, UnaryOperator.identity());
  }

  /** Runs the program after something else has changed its class files. */
  Object run(Later.Mode mode, UnaryOperator<byte[]> transformer) throws Throwable {
    Map<String, byte[]> classes = classFiles();
    classes.replaceAll((name, bytes) -> transformer.apply(bytes));
    Method test = new Loader(classes).loadClass("P").getDeclaredMethod("test");
    test.setAccessible(true);
    Later.start(mode);
    return Simmer.run(() -> call(test), RunOptions.defaults().onUncaught(event -> {}));
  }

  private static Coroutine<?> call(Method test) throws Exception {
    try {
      return (Coroutine<?>) test.invoke(null);
    } catch (InvocationTargetException e) {
      throw new AssertionError(e.getCause());
    }
  }

  /** Runs the program, which must fail. */
  Throwable thrown(Later.Mode mode) {
    Object result;
    try {
      result = run(mode);
    } catch (Throwable e) {
      return e;
    }
    throw new AssertionError("the program returned " + result);
  }

  /** The places of an exception in the program, as {@code method@mark}. */
  String places(Throwable thrown) {
    List<String> places = new ArrayList<>();
    for (StackTraceElement element : thrown.getStackTrace()) {
      if (element.getClassName().equals("P") || element.getClassName().startsWith("P$")) {
        places.add(element.getMethodName() + mark(element.getLineNumber()));
      }
    }
    return String.join(" ", places);
  }

  private static final class Loader extends ClassLoader {
    private final Map<String, byte[]> classes;

    Loader(Map<String, byte[]> classes) {
      super(Sample.class.getClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = classes.get(name);
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }

    @Override
    public java.io.InputStream getResourceAsStream(String name) {
      byte[] bytes =
          name.endsWith(".class")
              ? classes.get(name.substring(0, name.length() - 6).replace('/', '.'))
              : null;
      return bytes == null
          ? super.getResourceAsStream(name)
          : new java.io.ByteArrayInputStream(bytes);
    }
  }
}
