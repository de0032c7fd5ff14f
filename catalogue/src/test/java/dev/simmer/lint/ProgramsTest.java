package dev.simmer.lint;

import static dev.simmer.Simmer.millis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.EventLoop;
import dev.simmer.Simmer;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Programs that block, written by hand: each holds a loop when it runs, and the lint catches most.
 * Which, is a table.
 */
@Tag("programs")
class ProgramsTest {

  /** A loop that is free comes back every millisecond or so. */
  private static final int HELD = 30;

  private static final Path TABLE = Path.of("programs.md");

  private static final String IMPORTS =
      """
      import dev.simmer.*;
      import static dev.simmer.Simmer.*;
      import dev.simmer.lint.Things;
      import java.io.*;
      import java.net.*;
      import java.net.http.*;
      import java.nio.*;
      import java.nio.channels.*;
      import java.nio.file.*;
      import java.sql.*;
      import java.util.*;
      import java.util.concurrent.*;
      import java.util.concurrent.locks.*;
      import java.util.function.*;
      import java.util.stream.*;
      import javax.sql.DataSource;
      """;

  private static final String HEAD =
      """
      # Programs that block

      Written by hand, in `src/test/resources/dev/simmer/lint/programs.txt`; each was seen to hold a loop. The README says how to write this table anew.

      | Program | Caught by default | Caught by a rule that is off by default |
      |---|---|---|
      """;

  /** The names that several of those packages have. */
  private static final String CLASHES =
      """
      import java.util.List;
      import java.util.Map;
      import java.sql.Connection;
      import java.util.concurrent.Callable;
      """;

  @Test
  void everyProgramHoldsTheLoopAndTheLintCatchesMost() throws Exception {
    Map<String, String> programs = programs();
    Map<String, String> sources = new LinkedHashMap<>();
    programs.forEach((name, text) -> sources.put("Program" + sources.size(), text));
    List<String> names = List.copyOf(programs.keySet());
    Map<String, String> texts = new LinkedHashMap<>();
    sources.forEach((type, text) -> texts.put(type, source(type, text)));
    Map<String, TreeSet<String>> app = Recall.reported(texts, "app");
    Map<String, TreeSet<String>> strict = Recall.reported(texts, "strict");
    List<String> rows = new ArrayList<>(List.of(HEAD.split("\n")));
    List<String> free = new ArrayList<>();
    Map<String, Long> held = held(texts);
    int caught = 0;
    int caughtStrictly = 0;
    for (String type : texts.keySet()) {
      String name = names.get(Integer.parseInt(type.substring("Program".length())));
      if (held.get(type) < HELD) {
        free.add(name + ": " + held.get(type) + " ms");
      }
      List<String> byDefault = blocking(app.get(type));
      List<String> more = blocking(strict.get(type));
      caught += byDefault.isEmpty() ? 0 : 1;
      caughtStrictly += byDefault.isEmpty() && more.isEmpty() ? 0 : 1;
      rows.add(
          "| %s | %s | %s |".formatted(name, ids(byDefault), byDefault.isEmpty() ? ids(more) : ""));
    }
    System.out.printf(
        "%d programs, %d caught by default, %d with the preset strict%n",
        texts.size(), caught, caughtStrictly);
    if (Boolean.getBoolean("simmer.programs.write")) {
      Files.write(TABLE, rows);
    }
    assertThat(free).as("programs that hold no loop").isEmpty();
    assertThat(caught * 100).isGreaterThanOrEqualTo(80 * texts.size());
  }

  private static List<String> blocking(@Nullable TreeSet<String> ids) {
    return ids == null
        ? List.of()
        : ids.stream().filter(id -> Rule.of(id).isSuppressedBy("async-blocking")).toList();
  }

  private static String ids(List<String> ids) {
    return ids.isEmpty() ? "-" : String.join(", ", ids);
  }

  private static Map<String, String> programs() throws IOException {
    Map<String, String> programs = new LinkedHashMap<>();
    try (InputStream stream = ProgramsTest.class.getResourceAsStream("programs.txt")) {
      String all = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      for (String program : all.substring(all.indexOf("\n## ")).split("\n## ")) {
        if (!program.isBlank()) {
          int line = program.indexOf('\n');
          programs.put(program.substring(0, line), program.substring(line + 1));
        }
      }
    }
    return programs;
  }

  private static String source(String type, String program) {
    int split = program.indexOf("\n--\n");
    String body = split < 0 ? program : program.substring(0, split);
    String members = split < 0 ? "" : program.substring(split + 4);
    return IMPORTS
        + CLASHES
        + """
        public class TYPE {
          public static void run(Things t) throws Throwable {
            BODY
          }
          @Async static Coroutine<Void> async(Things t) throws Throwable {
            BODY
            return done();
          }
          MEMBERS
        }
        """
            .replace("TYPE", type)
            .replace("BODY", body)
            .replace("MEMBERS", members);
  }

  /** Runs the programs, each on a loop, and returns for how long nothing else could run there. */
  private static Map<String, Long> held(Map<String, String> texts) throws Exception {
    Path classes = Files.createTempDirectory("programs");
    Recall.compileTo(classes, texts);
    Map<String, Long> held = new LinkedHashMap<>();
    URL[] path = {classes.toUri().toURL()};
    try (SlowThings things = new SlowThings();
        URLClassLoader loader = new URLClassLoader(path, Things.class.getClassLoader())) {
      for (String type : texts.keySet()) {
        Method program = loader.loadClass(type).getMethod("run", Things.class);
        held.put(type, held(program, things) / 1_000_000);
      }
    }
    return held;
  }

  private static long held(Method program, Things things) throws IOException {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    long[] beat = {System.nanoTime(), 0};
    Simmer.run(
        () -> {
          EventLoop loop = Simmer.runningLoop();
          beat(loop, beat);
          loop.callLater(millis(5), () -> call(program, things, failure));
          return Simmer.sleep(millis(20));
        });
    if (failure.get() != null) {
      throw new IOException(program.toString(), failure.get());
    }
    return Math.max(beat[1], System.nanoTime() - beat[0]);
  }

  private static void beat(EventLoop loop, long[] beat) {
    long now = System.nanoTime();
    beat[1] = Math.max(beat[1], now - beat[0]);
    beat[0] = now;
    loop.callLater(millis(1), () -> beat(loop, beat));
  }

  private static void call(Method program, Things things, AtomicReference<Throwable> failure) {
    try {
      program.invoke(null, things);
    } catch (InvocationTargetException e) {
      failure.set(e.getCause());
    } catch (IllegalAccessException e) {
      failure.set(e);
    }
  }
}
