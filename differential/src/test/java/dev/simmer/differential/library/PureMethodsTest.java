package dev.simmer.differential.library;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.Opcodes;

/** Checks which library methods are called with arguments that nobody has thought about. */
class PureMethodsTest {
  @Test
  void methodThatOnlyComputesIsPure() {
    assertThat(isPure("static int f() { return Integer.parseInt(\"1\") + List.of(1).get(0); }"))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "static boolean f() { return new java.io.File(\"x\").delete(); }",
        "static void f() { System.exit(1); }",
        "static void f() { System.out.println(); }",
        "static void f() throws Exception { Thread.sleep(1); }",
        "static void f() { g(); } static void g() { Runtime.getRuntime().gc(); }",
        "static void f() { List.of(1).forEach(x -> System.exit(x)); }",
        "static void f() { List.of(1).forEach(System::exit); }",
        "static void f() { new Bad().go(); } static class Bad { void go() { new Thread(); } }",
        "static void f() { g(null); } static void g(Good x) { x.go(); } interface Good { void go(); }"
            + " static class Bad implements Good { public void go() { System.gc(); } }",
        "static Object f() { return Bad.x; } static class Bad { static int x = new Random().nextInt();"
            + " static { System.gc(); } }",
        "static { System.gc(); } static void f() {}",
        "static native void f();"
      })
  void methodThatMayReachMoreThanItsOwnDataIsNot(String members) {
    assertThat(isPure(members)).isFalse();
  }

  private static boolean isPure(String members) {
    Library library = Sources.sample(members);
    String source = members;
    String result = source.startsWith("static int") ? "I" : "V";
    if (source.startsWith("static boolean")) {
      result = "Z";
    } else if (source.startsWith("static Object")) {
      result = "Ljava/lang/Object;";
    }
    CopiedMethod method =
        new CopiedMethod("Sample", "f", "()" + result, Opcodes.ACC_STATIC, 1, false, false, 1);
    return PureMethods.of(library).contains(method);
  }
}
