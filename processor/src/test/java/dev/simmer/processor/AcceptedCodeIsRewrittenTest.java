package dev.simmer.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The checks read trees and the rewriter reads class files: what the former accept, the latter
 * recognises, so that no call is left over which only throws.
 */
class AcceptedCodeIsRewrittenTest {
  /** Functions that throw unless the rewriter has replaced the call. */
  private static final Set<String> REPLACED = Set.of("await");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Async Coroutine<Integer> method() { return done(await(quote())); }",
        "@Async static Coroutine<Integer> method() { return done(Simmer.await(quote())); }",
        "@Async Coroutine raw() { return done(await(quote())); }",
        "@Async private <T> Coroutine<T> generic(T t) { await(quote()); return done(t); }",
        "@Async Coroutine<Integer> stage() { return done(await(new CompletableFuture<Integer>())); }",
        "@Async Coroutine<Integer> mayThrow() throws IOException { return done(await(quote(), IOException.class)); }",
        "AsyncCallable<Integer> callable = () -> done(await(quote()));",
        "AsyncFunction<Integer, Integer, IOException> function = n -> { await(quote()); return done(n); };",
        "Supplier<Coroutine<Integer>> supplier = () -> done(await(quote()));",
        "Supplier<? extends Coroutine<Integer>> wildcard = () -> done(await(quote()));",
        "Function<String, Supplier<Coroutine<Integer>>> nested = s -> () -> done(await(quote()));",
        "AsyncCallable<Integer> both = (AsyncCallable<Integer> & Runnable2) () -> done(await(quote())); interface Runnable2 {}",
        "AsyncCallable<Integer> serial = (AsyncCallable<Integer> & Serializable) () -> done(await(quote()));",
        "void started() throws Exception { run(() -> { await(quote()); return done(); }); }",
        "static <T> T with(Supplier<T> s) { return s.get(); } void inferred() { with(() -> done(await(quote()))); }",
        "interface Inner { AsyncCallable<Integer> CONSTANT = () -> done(await(quote())); }",
        "static AsyncCallable<Integer> shared = () -> done(await(quote()));",
        "void local() { class Local { @Async Coroutine<Integer> m() { return done(await(quote())); } } }",
        "Object anonymous = new Object() { @Async Coroutine<Integer> m() { return done(await(quote())); } };",
        "interface Inner { @Async default Coroutine<Integer> m() { return done(await(quote())); } }",
        "interface Inner { @Async static Coroutine<Integer> m() { return done(await(quote())); } }",
        "interface Inner { @Async private Coroutine<Integer> m() { return done(await(quote())); } }",
        "record Inner(int n) { @Async Coroutine<Integer> m() { return done(await(quote()) + n); } }",
        "enum Inner { A { @Override @Async Coroutine<Integer> m() { return done(await(quote())); } }; @Async Coroutine<Integer> m() { return done(await(quote())); } }",
        "@Async Coroutine<Integer> locked(Object o) { synchronized (\"\" + await(quote())) { return done(1); } }",
        "@Async Coroutine<Integer> lambdaInMonitor(Object o) { synchronized (o) { createTask(() -> done(await(quote()))); } return done(1); }",
        "@Async Coroutine<Integer> constructed() { return done(new Integer2(await(quote()), await(quote())).a); } record Integer2(int a, int b) {}",
        "@Async Coroutine<Integer> switched() { return done(switch (await(quote())) { case 1 -> await(quote()); default -> { try { yield await(quote()); } finally { await(quote()); } } }); }",
        "@Async Coroutine<Integer> group() { try (var g = taskGroup()) { g.createTask(quote()); } return quote(); }",
        "@Async Coroutine<Integer> deadline() throws Exception { try (AutoCloseable t = (AutoCloseable) timeout(seconds(1))) { await(quote()); } return quote(); }",
        "AsyncCallable<Integer> scope = () -> { try (var g = taskGroup()) { g.createTask(() -> done(await(quote()))); } return quote(); };",
      })
  void nothingIsLeftToThrow(String members) throws IOException {
    Path classes =
        JavacBuild.in(folder)
            .source(
                "Example.java",
                """
                import static dev.simmer.Simmer.*;
                import dev.simmer.*;
                import java.io.*;
                import java.util.concurrent.*;
                import java.util.function.*;
                class Example {
                  static Coroutine<Integer> quote() { return done(1); }
                  %s
                }
                """
                    .formatted(members))
            .processors(new SimmerProcessor())
            .succeeds();

    List<String> left = new ArrayList<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        new ClassReader(Files.readAllBytes(file)).accept(new Calls(left), 0);
      }
    }
    assertThat(left).isEmpty();
  }

  private static final class Calls extends ClassVisitor {
    private final List<String> left;

    Calls(List<String> left) {
      super(Opcodes.ASM9);
      this.left = left;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String method, String descriptor, String signature, String[] exceptions) {
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitMethodInsn(
            int opcode, String owner, String name, String type, boolean isInterface) {
          boolean isSimmer = owner.equals("dev/simmer/Simmer") && REPLACED.contains(name);
          boolean isScope =
              (owner.equals("dev/simmer/TaskGroup") || owner.equals("dev/simmer/Timeout"))
                  && name.equals("close");
          if (isSimmer || isScope) {
            left.add(method + " calls " + name);
          }
        }
      };
    }
  }
}
