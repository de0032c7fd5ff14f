package dev.simmer.cancellation;

import dev.simmer.AsyncCloseable;
import dev.simmer.AsyncIterable;
import dev.simmer.AsyncIterator;
import dev.simmer.Awaitable;
import dev.simmer.Simmer;
import dev.simmer.TaskGroup;
import dev.simmer.Timeout;
import dev.simmer.toolbox.Retry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The public methods that suspend, or return what can be awaited, by looking at the classes. */
final class PublicApi {
  private static final List<Class<?>> AWAITED =
      List.of(
          Awaitable.class,
          CompletionStage.class,
          Flow.Publisher.class,
          AsyncIterable.class,
          AsyncIterator.class,
          AsyncCloseable.class,
          TaskGroup.class,
          Timeout.class);

  private PublicApi() {}

  /** Lists the methods of all public classes, as {@code Simmer.sleep(Duration)}. */
  static SortedSet<String> suspending() throws IOException, URISyntaxException {
    SortedSet<String> found = new TreeSet<>();
    for (Class<?> anchor : List.of(Simmer.class, Retry.class)) {
      for (Class<?> type : publicTypesBeside(anchor)) {
        for (Method method : type.getDeclaredMethods()) {
          if (Modifier.isPublic(method.getModifiers())
              && !method.isSynthetic()
              && suspends(type, method)) {
            found.add(key(type, method));
          }
        }
      }
    }
    return found;
  }

  private static boolean suspends(Class<?> type, Method method) {
    boolean isClose = method.getName().equals("close") && AWAITED.stream().anyMatch(type::equals);
    boolean isMarker =
        type == Simmer.class && List.of("await", "each", "emit").contains(method.getName());
    return isClose
        || isMarker
        || AWAITED.stream().anyMatch(awaited -> awaited.isAssignableFrom(method.getReturnType()));
  }

  private static String key(Class<?> type, Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(Class::getSimpleName)
        .collect(Collectors.joining(",", type.getSimpleName() + "." + method.getName() + "(", ")"));
  }

  /** Lists the public classes of a package, which is in a folder or a jar. */
  private static List<Class<?>> publicTypesBeside(Class<?> anchor)
      throws IOException, URISyntaxException {
    String folder = anchor.getPackageName().replace('.', '/');
    Path place = Path.of(anchor.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(place)) {
      return publicTypes(anchor, place.resolve(folder));
    }
    try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + place.toUri()), Map.of())) {
      return publicTypes(anchor, jar.getPath("/", folder));
    }
  }

  private static List<Class<?>> publicTypes(Class<?> anchor, Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class") && !name.contains("package-info"))
          .map(name -> load(anchor, name.substring(0, name.length() - ".class".length())))
          .filter(type -> Modifier.isPublic(type.getModifiers()))
          .collect(Collectors.toList());
    }
  }

  private static Class<?> load(Class<?> anchor, String name) {
    try {
      return Class.forName(anchor.getPackageName() + "." + name, false, anchor.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
