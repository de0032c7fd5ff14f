package dev.simmer.lint;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Coroutines mistaken for their results, dropped by the functions that make them, or missing. */
class CoroutineValueTest {

  private static final String NAME =
      "@Async static Coroutine<String> name() { return done(\"\"); }\n"
          + "@Async static Coroutine<Void> send(String s) { return done(); }\n";

  private static void check(String statement) {
    Linted.members(
            NAME
                + "@Async Coroutine<Void> load(Object given, List<String> names) throws Exception {\n"
                + statement
                + "\nreturn done();\n}")
        .reportsWhatIsMarked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "given = \"hi \" + name(); // [async-coroutine-as-value] await(name())",
        "String s = \"\"; s += name(); // [async-coroutine-as-value] appended",
        "System.out.println(name()); // [async-coroutine-as-value] PrintStream.println",
        "given = String.valueOf(name()); // [async-coroutine-as-value]",
        "given = String.format(\"%s\", name()); // [async-coroutine-as-value] String.format",
        "given = Objects.nonNull(name()); // [async-coroutine-as-value] Objects.nonNull",
        "given = name().equals(given); // [async-coroutine-as-value] equals()",
        "given = given.equals(name()); // [async-coroutine-as-value]",
        "var c = name(); given = \"\" + c; // [async-coroutine-as-value] the coroutine c",
        "given = name().hashCode(); // [async-coroutine-as-value] hashCode()",
        "if (name() == given) { } // [async-coroutine-as-value] compared",
        "System.Logger l = System.getLogger(\"\"); l.log(System.Logger.Level.INFO, name()); // [async-coroutine-as-value]",
      })
  void coroutineAsIfItWereItsResultIsAnError(String statement) {
    check(statement);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "given = \"hi \" + await(name());",
        "var c = name(); if (c != null) { await(c); }",
        "var c = name(); var l = new ArrayList<Object>(List.of(1)); l.remove(c); await(c);",
        "var c = Objects.requireNonNull(name()); await(c);",
        "var c = Optional.of(name()); await(c.get());",
        "var l = List.of(name()); await(gather(l));",
        "given = createTask(name()).name() + 1;",
        "var c = name(); given = c.toString(); await(c);",
        "var t = createTask(name()); System.out.println(t); await(t);",
        "Coroutine<String> c = names == null ? name() : name(); await(c);",
      })
  void coroutineAsACoroutineIsFine(String statement) {
    check(statement);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "names.forEach(n -> send(n)); // [async-lambda-discards-coroutine] Consumer returns nothing",
        "names.forEach(Pages::send); // [async-lambda-discards-coroutine] await(gather(items, Pages::send))",
        "Runnable r = () -> name(); r.run(); // [async-lambda-discards-coroutine] Runnable",
        "Callable<Object> c = () -> name(); c.call(); // [async-lambda-discards-coroutine] any object",
        "runningLoop().callSoon(() -> name()); // [async-lambda-discards-coroutine]",
      })
  void functionWhoseCallerDropsTheCoroutineIsAnError(String statement) {
    check(statement);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "await(gather(names, Pages::send));",
        "Supplier<Coroutine<String>> s = () -> name(); await(s.get());",
        "var l = names.stream().map(n -> send(n)).toList(); await(gather(l));",
        "Callable<Coroutine<String>> c = Pages::name; await(c.call());",
        "runningLoop().callSoon(() -> createTask(name()));",
      })
  void functionThatHandsTheCoroutineOnIsFine(String statement) {
    check(statement);
  }

  @Test
  void testLibrariesMayLookAtTheCallThatMakesACoroutine() {
    Linted.members(
            NAME
                + "void test() { org.junit.Assert.assertThrows(() -> send(null));"
                + " org.junit.Assert.assertNotNull(name()); }")
        .and(
            "package org.junit;\npublic class Assert {"
                + " public interface Executable { void execute() throws Throwable; }"
                + " public static void assertThrows(Executable e) {}"
                + " public static void assertNotNull(Object o) {} }")
        .reportsWhatIsMarked();
  }

  @Test
  void coroutineMaySpeakOfItself() {
    Linted.members(
            """
            static abstract class Named extends Coroutine<String> {
              @Override public String toString() { return "named " + this.hashCode() + this; }
              String twice(Named other) { return "" + other; } // [async-coroutine-as-value] appended
            }
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void coroutineInsideACoroutineWarns() {
    Linted.members(
            NAME
                + """
                @Async Coroutine<Coroutine<String>> twice() {
                  return done(name()); // [async-nested-coroutine] return done(await(name()))
                }
                @Async Coroutine<String> once() { return name(); }
                @Async Coroutine<String> awaited() { return done(await(name())); }
                """)
        .reportsWhatIsMarked();
  }

  @Test
  void threadThatOnlyMakesACoroutineIsUseless() {
    Linted.members(
            NAME
                + """
                @Async Coroutine<Void> load() {
                  var c = await(toThread(() -> name())); // [async-useless-to-thread] await(name())
                  await(c);
                  var n = await(toThread(() -> run(name())));
                  await(toThread(() -> n.length()));
                  return done();
                }
                """)
        .reportsWhatIsMarked();
  }

  @Test
  void nullInsteadOfACoroutineIsAnError() {
    Linted.members(
            """
            @Async Coroutine<String> load(boolean b) {
              if (b) return null; // [async-null-coroutine] done(null)
              return b ? done("") : null; // [async-null-coroutine] Pages.load returns null
            }
            AsyncCallable<String> f = () -> null; // [async-null-coroutine]
            Coroutine<String> plain() { return (null); } // [async-null-coroutine]
            @Async Coroutine<String> fine() { return done(null); }
            @interface Nullable {}
            @Nullable Coroutine<String> perhaps() { return null; }
            String text() { return null; }
            Supplier<String> s = () -> null;
            Coroutine<String> kept = null;
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void taskThatNobodyKeepsWarns() {
    Linted.members(
            NAME
                + """
                @Async Coroutine<Void> load() {
                  createTask(name()); // [async-dropped-task] var task = createTask(name());
                  createTask("n", () -> name()); // [async-dropped-task] Pages.load
                  var kept = createTask(name());
                  createTask(name()).onDone(t -> {});
                  try (var group = taskGroup()) { group.createTask(name()); createTask(name()); }
                  await(createTask(name()));
                  await(kept);
                  return done();
                }
                """)
        .reportsWhatIsMarked();
  }
}
