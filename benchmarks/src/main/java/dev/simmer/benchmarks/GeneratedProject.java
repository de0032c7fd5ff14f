package dev.simmer.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/**
 * A project to compile: classes of methods that loop, catch and call.
 *
 * @param async how many of a hundred methods are async
 * @param linked whether each class calls the next plain one, so that async code leads to all
 */
record GeneratedProject(int classes, int methods, int async, boolean linked) {
  GeneratedProject(int classes, int methods, int async) {
    this(classes, methods, async, false);
  }

  String name() {
    return classes + "-" + methods + "-" + async + (linked ? "-linked" : "");
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
      if (linked) {
        text.append(isAsync(number) ? asyncNext(number + 1) : next(number + 1));
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

  private String next(int next) {
    return """

      int next(List<String> names) {
        return %s + plain0(names.size(), names) + plain%d(0, names);
      }
    """
        .formatted(callOf(next), methods - 1);
  }

  private String asyncNext(int next) {
    return """

      @Async
      Coroutine<Integer> next(List<String> names) {
        await(yieldNow());
        return done(%s);
      }
    """
        .formatted(callOf(next));
  }

  private String callOf(int next) {
    return isAsync(next) ? "0" : "new C%d().next(names)".formatted(next % classes);
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
