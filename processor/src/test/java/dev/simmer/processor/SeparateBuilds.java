package dev.simmer.processor;

import dev.simmer.Simmer;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** Runs a program whose classes come from several compilations, in every mode of {@link Later}. */
final class SeparateBuilds {
  private final URL[] path;

  private SeparateBuilds(URL[] path) {
    this.path = path;
  }

  /** The class path of the program beside the runtime. */
  static SeparateBuilds of(Path... path) {
    return new SeparateBuilds(List.of(path).stream().map(SeparateBuilds::url).toArray(URL[]::new));
  }

  /** A build whose sources may use {@link Later}. */
  static JavacBuild build(Path folder, Path... libraries) {
    JavacBuild build = JavacBuild.in(folder).library(JavacBuild.pathOf(Later.class));
    for (Path library : libraries) {
      build.library(library);
    }
    return build.processors(new SimmerProcessor());
  }

  /** Calls a static method that runs a loop. */
  Object call(String className, String method, Later.Mode mode) throws Exception {
    Later.start(mode);
    try (URLClassLoader loader = new URLClassLoader(path, Simmer.class.getClassLoader())) {
      return thrownByItself(
          () -> Class.forName(className, true, loader).getMethod(method).invoke(null));
    } finally {
      Later.start(Later.Mode.READY);
    }
  }

  private static Object thrownByItself(Callable<Object> call) throws Exception {
    try {
      return call.call();
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (Exception) e.getCause();
    }
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
