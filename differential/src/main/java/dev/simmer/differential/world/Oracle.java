package dev.simmer.differential.world;

import dev.simmer.differential.journal.Journal;
import dev.simmer.differential.journal.Outcome;
import dev.simmer.differential.probe.Probe;
import dev.simmer.differential.probe.Step;
import dev.simmer.differential.program.Program;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The world in which {@code await} is the identity: programs are compiled by javac alone, against a
 * shadow of the library whose coroutines have ended when they are made.
 */
public final class Oracle implements World {
  private static final List<String> SHADOW =
      List.of(
          "dev.simmer.Async",
          "dev.simmer.AsyncBody",
          "dev.simmer.AsyncCallable",
          "dev.simmer.AsyncCloseable",
          "dev.simmer.AsyncGenerator",
          "dev.simmer.AsyncIterable",
          "dev.simmer.AsyncIterator",
          "dev.simmer.Awaitable",
          "dev.simmer.CancelledError",
          "dev.simmer.Coroutine",
          "dev.simmer.Deferred",
          "dev.simmer.Each",
          "dev.simmer.Ended",
          "dev.simmer.ExceptionGroup",
          "dev.simmer.Generator",
          "dev.simmer.Simmer",
          "dev.simmer.Task",
          "dev.simmer.TaskGroup",
          "dev.simmer.Timeout",
          "dev.simmer.Turns",
          "dev.simmer.differential.probe.Leaves");

  private final Compiler compiler;
  private final ClassLoader shadow;
  private final Method await;
  private final Method forgetGenerators;

  private Oracle(Compiler compiler, ClassLoader shadow) throws ClassNotFoundException {
    this.compiler = compiler;
    this.shadow = shadow;
    Class<?> awaitable = shadow.loadClass("dev.simmer.Awaitable");
    await = Starter.method(shadow.loadClass("dev.simmer.Simmer"), "await", awaitable);
    forgetGenerators = Starter.method(shadow.loadClass("dev.simmer.Generator"), "forgetAll");
  }

  /**
   * Builds the world.
   *
   * @param folder an empty folder for the shadow's class files, which javac reads again and again
   */
  public static Oracle in(Path folder) throws IOException {
    Map<String, String> sources = new LinkedHashMap<>();
    for (String name : SHADOW) {
      sources.put(name, text("/shadow/" + name.replace('.', '/') + ".java"));
    }
    List<Path> harness = List.of(ClassPath.of(Journal.class), ClassPath.of(Oracle.class));
    // Only the harness is on this class path: what is named dev.simmer comes from the sources.
    Compiler.Result compiled = new Compiler(harness, null).compile(sources, List.of("-nowarn"));
    if (!compiled.errors().isEmpty()) {
      throw new IllegalStateException("the shadow does not compile: " + compiled.errors());
    }
    Map<String, byte[]> classes = new LinkedHashMap<>(compiled.classes());
    // The same class files as in the subject's world, bound to this one's types.
    for (Class<?> shared : List.of(Probe.class, Step.class)) {
      classes.put(shared.getName(), ClassPath.bytes(shared));
    }
    for (Map.Entry<String, byte[]> file : classes.entrySet()) {
      Path path = folder.resolve(file.getKey().replace('.', '/') + ".class");
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    List<Path> path = List.of(folder, ClassPath.of(Journal.class));
    try {
      ClassLoader loader = new ProgramLoader(classes, Oracle.class.getClassLoader());
      return new Oracle(new Compiler(path, null), loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("the shadow is incomplete", e);
    }
  }

  private static String text(String resource) {
    try (InputStream in = Oracle.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + resource + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String text(Program program) {
    return program.plainSource();
  }

  @Override
  public Compiler.Result compile(Map<String, String> sources, List<String> options) {
    return compiler.compile(sources, options);
  }

  @Override
  public ClassLoader load(Map<String, byte[]> classes) {
    return new ProgramLoader(classes, shadow);
  }

  @Override
  public Outcome run(Class<?> program, int entry, Journal journal) {
    journal.open();
    try {
      Object coroutine = Starter.call(Starter.method(program, "start", int.class), entry);
      return journal.returned(Starter.call(await, coroutine));
    } catch (Throwable thrown) {
      return journal.threw(thrown);
    } finally {
      journal.close();
      forget();
    }
  }

  private void forget() {
    try {
      Starter.call(forgetGenerators);
    } catch (Throwable thrown) {
      throw new IllegalStateException("the shadow's generators cannot be forgotten", thrown);
    }
  }
}
