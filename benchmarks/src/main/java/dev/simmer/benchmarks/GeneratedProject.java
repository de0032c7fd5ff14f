package dev.simmer.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/**
 * A project to compile: classes of methods that loop, catch and call.
 *
 * @param async how many of a hundred methods are async
 */
record GeneratedProject(int classes, int methods, int async) {
  String name() {
    return classes + "-" + methods + "-" + async;
  }

  /** Writes its sources, and returns the folder. */
  Path writeTo(Path folder) throws IOException {
    Path sources = Files.createDirectories(folder.resolve("sources-" + name()));
    for (int number = 0; number < classes; number++) {
      StringBuilder text = new StringBuilder("package generated;\n\n");
      if (isAsync(number)) {
        text.append("import static dev.simmer.Simmer.*;\nimport dev.simmer.*;\n");
      }
      text.append("import java.util.*;\n\npublic class C")
          .append(number)
          .append(" {\n  private final Map<String, Integer> seen = new HashMap<>();\n");
      for (int method = 0; method < methods; method++) {
        text.append(isAsync(number, method) ? asyncMethod(method) : plainMethod(method));
      }
      text.append("}\n");
      Files.writeString(sources.resolve("C" + number + ".java"), text);
    }
    return sources;
  }

  private boolean isAsync(int number) {
    return IntStream.range(0, methods).anyMatch(method -> isAsync(number, method));
  }

  private boolean isAsync(int number, int method) {
    return (number * methods + method) % 100 < async;
  }

  private static String plainMethod(int number) {
    return """

      int plain%1$d(int n, List<String> names) {
        int sum = n;
        for (String name : names) {
          try {
            sum += seen.computeIfAbsent(name, String::length);
          } catch (IllegalStateException e) {
            sum -= e.getMessage().length();
          }
        }
        return sum;
      }
    """
        .formatted(number);
  }

  private static String asyncMethod(int number) {
    return """

      @Async
      Coroutine<Integer> async%1$d(int n, List<String> names, AsyncQueue<Integer> queue) {
        int sum = n;
        for (String name : names) {
          try {
            sum += seen.computeIfAbsent(name, String::length) + await(queue.get());
          } catch (IllegalStateException e) {
            sum -= e.getMessage().length();
          }
        }
        await(yieldNow());
        return done(sum);
      }
    """
        .formatted(number);
  }
}
