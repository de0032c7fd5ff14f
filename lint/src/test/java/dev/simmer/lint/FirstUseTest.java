package dev.simmer.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Class initialisers that block whoever is the first to use their class. */
class FirstUseTest {

  private static final String CLASSES =
      """
      package shop;
      import java.nio.file.*;
      class Settings {
        static final String LIMIT = "9";
        static final String TEXT = read();
        static int uses;
        private static String read() {
          try { return Files.readString(Path.of("settings")); } catch (Exception e) { return ""; }
        }
        static String get() { return TEXT; }
        static class Nested { static String upper() { return TEXT.toUpperCase(); } }
      }
      class Above {
        static { try { Thread.sleep(1); } catch (InterruptedException e) { } }
      }
      class Below extends Above {
        static String name() { return ""; }
      }
      class Quiet {
        static final Runnable LATER = () -> { try { Thread.sleep(1); } catch (Exception e) { } };
        static final String NAME = Quiet.class.getName();
      }
      class Fields {
        private final String text = slow();
        Fields() {}
        Fields(int n) { this(); }
        private static String slow() { try { Thread.sleep(1); } catch (Exception e) { } return ""; }
      }
      """;

  private static Linted async(String statements) {
    return Linted.members(
            """
            String name() { return Settings.get(); }
            @Async Coroutine<Void> load(List<String> list) throws Exception {
            """
                + statements
                + "\nreturn done();\n}")
        .and(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "var s = Settings.TEXT; // [async-blocking-init] the initialiser of Settings reaches Files.readString",
        "Settings.uses++; // [async-blocking-init] use Settings once before the loop runs",
        "Settings.get(); // [async-blocking-init] await(toThread(() -> Settings.get()))",
        "new Settings(); // [async-blocking-init]",
        "list.forEach(s -> s.concat(Settings.TEXT)); // [async-blocking-init]",
        "Below.name(); // [async-blocking-init] Pages.load -> the initialiser of Below -> the initialiser of Above -> Thread.sleep",
        "name(); // [async-blocking-init] Pages.load -> Pages.name -> the initialiser of Settings",
        "Settings.Nested.upper(); // [async-blocking-init] Nested.upper reaches Files.readString",
        "name(); // [async-blocking-init]\nname();\nSettings.get();",
        "Settings.get(); // [async-blocking-init]\nSettings.get();\nvar s = Settings.TEXT;",
      })
  void firstUseOfAClassThatBlocksWarns(String statements) {
    async(statements).reportsWhatIsMarked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "var s = Settings.LIMIT;",
        "var s = Settings.class.getName();",
        "Settings none = null;",
        "await(toThread(() -> Settings.get()));",
        "Supplier<String> later = () -> Settings.TEXT;",
        "Quiet.LATER.hashCode();",
        "var s = Quiet.NAME;",
        "Supplier<String> later = Settings::get;",
      })
  void whatInitialisesNothingOrElsewhereIsFine(String statements) {
    async(statements).reportsWhatIsMarked();
  }

  @Test
  void codeOfAClassFindsItInitialised() {
    Linted.members(
            """
            static final String TEXT = read();
            static String read() {
              try { return Files.readString(Path.of("x")); } catch (IOException e) { return ""; }
            }
            @Async Coroutine<String> load() { return done(TEXT); }
            static class Nested { @Async Coroutine<String> load() { return done(TEXT); } }
            static class Helper { static String text() { return TEXT; } }
            @Async Coroutine<String> helped() { return done(Helper.text()); }
            static class Below extends Pages { @Async Coroutine<String> other() { return done(TEXT); } }
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void callThatBlocksEveryTimeIsReportedForThatAlone() {
    Linted.members(
            """
            static class Both {
              static { LockSupport.park(); }
              static void call() { LockSupport.park(); }
            }
            @Async Coroutine<Void> load() {
              Both.call(); // [async-blocking-transitive]
              return done();
            }
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void longerPathThatIsTakenEveryTimeBeatsAFirstUse() {
    Linted.members(
            """
            void both() { new Above(); deeper(); }
            void deeper() { deepest(); }
            void deepest() { LockSupport.park(); }
            @Async Coroutine<Void> load() {
              both(); // [async-blocking-transitive] Pages.both -> Pages.deeper -> Pages.deepest
              return done();
            }
            """)
        .and(CLASSES)
        .reportsWhatIsMarked();
  }

  @Test
  void fieldInitialisersRunInEveryConstructor() {
    async(
            "new Fields(1); // [async-blocking-transitive] Pages.load -> new Fields -> new Fields -> Fields.slow")
        .reportsWhatIsMarked();
    async("new Fields(); // [async-blocking-transitive] Pages.load -> new Fields -> Fields.slow")
        .reportsWhatIsMarked();
  }

  @Test
  void promiseNotToBlockIsBrokenByAFirstUseToo() {
    Linted.members(
            """
            @interface NonBlocking {}
            @NonBlocking String text() {
              return Settings.TEXT; // [async-blocking-init] the calling thread in Pages.text, which is @NonBlocking
            }
            """)
        .and(CLASSES)
        .reportsWhatIsMarked();
  }

  @Test
  void initialiserInAClassFileReadsTheSame(@TempDir Path folder) throws IOException {
    compileInto(folder, CLASSES);

    for (String statement : List.of("Settings.get();", "Below.name();", "new Fields(2);")) {
      String source = "@Async Coroutine<Void> load() {\n" + statement + "\nreturn done();\n}";
      List<String> fromSource = Linted.members(source).and(CLASSES).messages();
      assertThat(fromSource).hasSize(1);
      assertThat(Linted.members(source).on(folder.toFile()).messages()).isEqualTo(fromSource);
    }
  }

  @Test
  void whatALibraryIsTheFirstToUseIsItsBusiness(@TempDir Path folder) throws IOException {
    String door =
        """
        package shop;
        class Door { static Object open() { return Settings.get(); } }
        """;
    async("Door.open(); // [async-blocking-init] Door.open -> the initialiser")
        .and(door)
        .reportsWhatIsMarked();

    compileInto(folder, CLASSES + door.replace("package shop;", ""));
    Linted.async("Door.open();").on(folder.toFile()).reportsWhatIsMarked();
  }

  private static void compileInto(Path folder, String source) throws IOException {
    Path file = Files.writeString(folder.resolve("Settings.java"), source);
    List<String> arguments = List.of("-proc:none", "-g", "-d", folder.toString(), file.toString());
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, arguments.toArray(new String[0])))
        .isZero();
    Files.delete(file);
  }

  @Test
  void loggerThatReadsItsConfigurationIsLeftAlone() {
    async("org.slf4j.LoggerFactory.getLogger(); var l = org.slf4j.LoggerFactory.ROOT;")
        .and(
            """
            package org.slf4j;
            public class LoggerFactory {
              public static final Object ROOT = new java.io.File("x").exists();
              public static Object getLogger() { return ROOT; }
            }
            """)
        .reportsWhatIsMarked();
  }
}
