package dev.simmer.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simmer.processor.rewrite.ClassRewriter;
import dev.simmer.support.v1.Trampoline;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** What others see of a rewritten class file. */
class ClassFileTest {
  private static final String ANNOTATED =
      """
      import static dev.simmer.Simmer.*;
      import dev.simmer.*;
      import java.lang.annotation.*;
      import java.util.*;
      public class P<C extends Comparable<C>> {
        @Retention(RetentionPolicy.RUNTIME) @Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE, ElementType.TYPE_PARAMETER}) @interface Note { String value(); }
        @Async @Deprecated @Note("method")
        protected final <@Note("type") T extends Number, X extends Exception> Coroutine<@Note("use") Map<T, C[]>> full(
            @Note("first") T first, final List<? super C> second, long third, String... rest) throws X, java.io.IOException {
          await(yieldNow());
          Runnable captured = () -> System.out.println(first);
          return done(null);
        }
        @Async private static strictfp Coroutine<Void> hidden(int only) { class Local {} await(yieldNow()); new Local(); return done(); }
        @Async Coroutine<Void> none() { return null; }
        void plain(int value) {}
        class Inner { @Async Coroutine<Void> go() { return done(); } }
        record R(int x) {}
      }
      """;

  private static final int ILOAD_0 = 26; // which ASM knows as a form of ILOAD

  private static Map<String, byte[]> compile(List<String> options, String source, boolean rewrite) {
    return Compiled.compile(
            rewrite ? List.of(new SimmerProcessor()) : List.of(),
            rewrite ? options : concat(options, "-proc:none"),
            source)
        .classFiles();
  }

  private static List<String> concat(List<String> options, String more) {
    List<String> all = new ArrayList<>(options);
    all.add(more);
    return all;
  }

  private static ClassNode read(byte[] classFile) {
    ClassNode node = new ClassNode();
    new ClassReader(classFile).accept(node, ClassReader.SKIP_CODE);
    return node;
  }

  @Test
  void everythingBesideTheCodeOfAMethodStays() { // T91
    for (Configuration configuration : Configuration.from(17)) {
      Map<String, byte[]> plain = compile(configuration.options(), ANNOTATED, false);
      Map<String, byte[]> rewritten = compile(configuration.options(), ANNOTATED, true);
      assertThat(rewritten.keySet()).containsAll(plain.keySet());
      plain.forEach(
          (name, bytes) ->
              assertThat(describe(read(rewritten.get(name))))
                  .as("%s with %s", name, configuration)
                  .containsAll(describe(read(bytes))));
    }
  }

  /** What reflection and other compilers read of a class, a line a fact. */
  private static List<String> describe(ClassNode type) {
    List<String> facts = new ArrayList<>();
    facts.add(
        "%x %x %s %s %s %s"
            .formatted(
                type.version,
                type.access,
                type.name,
                type.signature,
                type.interfaces,
                type.sourceFile));
    facts.add("host " + type.nestHostClass + " outer " + type.outerClass + type.outerMethod);
    facts.add("record " + (type.recordComponents == null ? 0 : type.recordComponents.size()));
    for (String member : type.nestMembers == null ? List.<String>of() : type.nestMembers) {
      facts.add("member " + member);
    }
    type.innerClasses.forEach(
        inner -> facts.add("inner %s %s %x".formatted(inner.name, inner.innerName, inner.access)));
    for (MethodNode method : type.methods) {
      String key = method.name + method.desc;
      facts.add("%s %x %s %s".formatted(key, method.access, method.signature, method.exceptions));
      facts.add(key + " parameters " + names(method));
      facts.add(key + " on parameters " + annotations(method.visibleParameterAnnotations));
      for (var list :
          Arrays.asList(
              method.visibleAnnotations,
              method.visibleTypeAnnotations,
              method.invisibleAnnotations)) {
        if (list != null) {
          list.forEach(annotation -> facts.add(key + " @" + annotation.desc + annotation.values));
        }
      }
    }
    return facts;
  }

  private static List<String> names(MethodNode method) {
    return method.parameters == null
        ? List.of()
        : method.parameters.stream().map(parameter -> parameter.name).toList();
  }

  private static String annotations(List<?>[] lists) {
    return lists == null
        ? "none"
        : Arrays.stream(lists).map(list -> list == null ? 0 : list.size()).toList().toString();
  }

  @Test
  void reflectionSeesEveryMethodOnceBesideItsPrivateBody() throws Exception { // T96
    Compiled compiled =
        Compiled.compile(
            List.of(new SimmerProcessor()),
            List.of("-parameters"),
            """
            import static dev.simmer.Simmer.*;
            import dev.simmer.*;
            public class P {
              interface Source<T> { Coroutine<T> get(T t, int n) throws Exception; }
              static class Strings implements Source<String> {
                @Async @Deprecated public Coroutine<String> get(String text, int count) throws java.io.IOException { await(yieldNow()); return done(text); }
                public void plain(String text) {}
              }
            }
            """);
    Class<?> type = compiled.verified().loader().loadClass("P$Strings");
    List<Method> visible =
        Arrays.stream(type.getDeclaredMethods())
            .filter(method -> !Modifier.isPrivate(method.getModifiers()) && !method.isSynthetic())
            .toList();
    assertThat(visible).extracting(Method::getName).containsExactlyInAnyOrder("get", "plain");
    Method get = type.getDeclaredMethod("get", String.class, int.class);
    assertThat(get.toGenericString())
        .isEqualTo(
            "public dev.simmer.Coroutine<java.lang.String> P$Strings.get(java.lang.String,int)"
                + " throws java.io.IOException");
    assertThat(get.isAnnotationPresent(Deprecated.class)).isTrue();
    assertThat(get.getParameters())
        .extracting(Object::toString)
        .containsExactly("java.lang.String text", "int count");
    List<Method> others = new ArrayList<>(List.of(type.getDeclaredMethods()));
    others.removeAll(visible);
    assertThat(others)
        .filteredOn(Method::isSynthetic)
        .filteredOn(method -> !method.isBridge())
        .extracting(Method::toString)
        .containsExactly("private static dev.simmer.support.v1.Gate P$Strings.simmer$gate()");
    assertThat(others)
        .filteredOn(method -> !method.isSynthetic())
        .hasSize(1)
        .allSatisfy(
            body -> {
              assertThat(Modifier.isPrivate(body.getModifiers())).isTrue();
              assertThat(body.getAnnotations()).isEmpty();
              assertThat(body.getParameterTypes()).contains(Trampoline.class);
            });
    assertThat(others).filteredOn(Method::isBridge).hasSize(1);
  }

  @Test
  void namesOfTheUsersDoNotCollideWithOurs() { // T92
    Program.of(
            """
            int frame = 1, at = 2, trampoline = 4;
            @Async private Coroutine<Integer> get(int $frame) { await(later(1)); return done($frame + frame + at + trampoline); }
            private int get(int a, int b) { return 100; }
            static class Simmer { @Async Coroutine<Integer> go() { return done(await(later(1000))); } }
            static class $Simmer { @Async Coroutine<Integer> go() { return done(await(later(20000))); } }
            static class Deep { static class $ { static class Simmer { } } @Async Coroutine<Integer> go() { return done(await(later(300000))); } }
            @Async static Coroutine<Object> test() {
              return done(await(new P().get(0)) + new P().get(1, 2) + await(new Simmer().go()) + await(new $Simmer().go()) + await(new Deep().go()));
            }
            """)
        .returns(321107);
  }

  @Test
  void classIsInitialisedWhenItWouldBeWithoutUs() { // T93
    Program.of(
            """
            static class A { static { log("A"); } static int value = 7; @Async static Coroutine<String> make(Object o) { log("run"); return done("a" + await(later(o))); } }
            static class B { static { log("B"); } final Object o; B(Object a, Object b) { o = a; } @Async Coroutine<String> go() { return done("b" + await(later(o)) + await(C.value())); } }
            static class C { static { log("C"); } static final int CONSTANT = 1; @Async static Coroutine<Integer> value() { return done(await(later(A.value))); } }
            @Async static Coroutine<Object> test() {
              log("start" + await(later(C.CONSTANT)));
              var cold = A.make(log("argument"));
              log("cold");
              String s = await(cold);
              var b = new B(log("first"), await(later(log("second"))));
              log("made");
              return done(s + await(b.go()));
            }
            """)
        .logs("start1 argument A cold run B first second made C aargumentbfirst7");
  }

  @Test
  void versionsOfClassFilesAreThoseOfTheRelease() { // T110
    for (Configuration configuration : Configuration.from(17)) {
      Map<String, byte[]> files =
          compile(
              configuration.options(),
              """
              import static dev.simmer.Simmer.*;
              import dev.simmer.*;
              public class P { @Async Coroutine<Void> go() { await(yieldNow()); return done(); } }
              """,
              true);
      assertThat(files).hasSize(2);
      files.forEach(
          (name, bytes) ->
              assertThat(read(bytes).version)
                  .as("%s with %s: no preview flag in the upper half", name, configuration)
                  .isEqualTo(configuration.release() + 44));
    }
  }

  @Test
  void classFileIsNotRewrittenTwice() { // T113
    byte[] once = compile(List.of(), ANNOTATED, true).get("P.class");
    ClassRewriter rewriter =
        new ClassRewriter((type, supertype) -> false, new ClassRewriter.Options(false));
    assertThatThrownBy(() -> rewriter.rewrite(once, List.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("P has been rewritten before");
  }

  @Test
  void codeIsOnlyReadWhereSomeMethodReturnsWhatAnAsyncMethodDoes() { // T113
    String source = "import dev.simmer.*; class P { static int sum(int n) { return n + 1; } %s }";
    ClassRewriter rewriter =
        new ClassRewriter((type, supertype) -> false, new ClassRewriter.Options(false));
    assertThat(rewriter.rewrite(unreadable(source.formatted("")), List.of())).isNull();
    for (String returned : List.of("Coroutine<String>", "AsyncGenerator<String>")) {
      byte[] suspect = unreadable(source.formatted("native " + returned + " p();"));
      assertThatThrownBy(() -> rewriter.rewrite(suspect, List.of()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** Compiles a class, and puts an opcode that there is not into {@code n + 1}. */
  private static byte[] unreadable(String source) {
    byte[] classFile = compile(List.of(), source, false).get("P.class");
    int at = 0;
    while (classFile[at] != ILOAD_0
        || classFile[at + 1] != Opcodes.ICONST_1
        || classFile[at + 2] != Opcodes.IADD) {
      at++;
    }
    classFile[at + 2] = (byte) 0xFF;
    return classFile;
  }

  @Test
  void whatJavacMakesForTheLanguageStaysAsItIs() { // T119
    String source =
        """
        import static dev.simmer.Simmer.*;
        import dev.simmer.*;
        import java.util.function.*;
        public class P {
          enum Color { RED, GREEN }
          private int secret;
          static final String CONSTANT = "c";
          record Point(int x, String y) {}
          static int plain(Color c, String s) {
            assert c != null : s;
            switch (c) { case RED: return 1; default: }
            return switch (s) { case "a" -> 2; case "b" -> 3; default -> s.length(); };
          }
          @Async Coroutine<String> go(Color c) {
            assert await(async(() -> done(true)));
            switch (c) { case RED: await(yieldNow()); break; case GREEN: secret++; }
            Supplier<String> s = () -> CONSTANT + secret;
            Function<String, Integer> f = String::length;
            return done(s.get() + f.apply("x") + new Point(1, "y"));
          }
          class Inner { int steal() { return secret; } }
        }
        """;
    Map<String, byte[]> plain = compile(List.of(), source, false);
    Map<String, byte[]> rewritten = compile(List.of(), source, true);
    Set<String> added = new TreeSet<>(rewritten.keySet());
    added.removeAll(plain.keySet());
    assertThat(added).containsExactly("P$$Simmer.class");
    plain.forEach(
        (name, bytes) -> {
          if (!name.equals("P.class")) {
            assertThat(rewritten.get(name)).as(name).isEqualTo(bytes);
          }
        });
    ClassNode before = new ClassNode();
    new ClassReader(plain.get("P.class")).accept(before, 0);
    ClassNode after = new ClassNode();
    new ClassReader(rewritten.get("P.class")).accept(after, 0);
    assertThat(fields(after)).isEqualTo(fields(before));
    assertThat(bootstraps(after)).isEqualTo(bootstraps(before));
  }

  private static List<String> fields(ClassNode type) {
    return type.fields.stream().map(field -> field.access + field.name + field.desc).toList();
  }

  /** The bootstrap methods that the code of a class calls, with their static arguments. */
  private static List<String> bootstraps(ClassNode type) {
    return type.methods.stream()
        .flatMap(method -> Arrays.stream(method.instructions.toArray()))
        .filter(insn -> insn.getOpcode() == Opcodes.INVOKEDYNAMIC)
        .map(InvokeDynamicInsnNode.class::cast)
        .map(call -> call.name + call.desc + call.bsm + Arrays.toString(call.bsmArgs))
        .sorted()
        .collect(Collectors.toList());
  }

  @Test
  void rewrittenClassesNameTheRuntimeOnly() { // T128
    Set<String> named = new TreeSet<>();
    compile(List.of(), ANNOTATED, true)
        .values()
        .forEach(
            bytes ->
                new ClassReader(bytes)
                    .accept(
                        new ClassRemapper(
                            new ClassWriter(0),
                            new Remapper(Opcodes.ASM9) {
                              @Override
                              public String map(String name) {
                                named.add(name);
                                return name;
                              }
                            }),
                        0));
    assertThat(named)
        .contains(Type.getInternalName(Trampoline.class))
        .allMatch(
            name ->
                name.matches(
                    "dev/simmer/([A-Z]\\w*|support/v1/[\\w$]+)|java/(lang|util|io)/.*|P.*"));
  }

  @Test
  void noWarningComesFromWhatWeDoOnTheCommandLine(@TempDir Path folder) throws IOException { // T111
    Path source =
        Files.writeString(
            folder.resolve("P.java"),
            """
            import static dev.simmer.Simmer.*;
            import dev.simmer.*;
            class P {
              @Async static Coroutine<Integer> go() { await(yieldNow()); return done(1); }
              static class Inner { @Async Coroutine<Integer> go() { return done(await(P.go()) + 1); } }
            }
            """);
    StringWriter output = new StringWriter();
    int exitCode =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                new PrintWriter(output),
                new PrintWriter(output),
                "-Xlint:all,-processing,-path,-classfile",
                "-Werror",
                "-processor",
                SimmerProcessor.class.getName(),
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString());
    assertThat(output.toString()).isEmpty();
    assertThat(exitCode).isZero();
    assertThat(folder.resolve("P$$Simmer.class")).exists();
  }

  @Test
  void noWarningComesFromWhatWeDo() { // T111
    for (Configuration configuration : Configuration.from(17)) {
      List<String> options = new ArrayList<>(configuration.options());
      // Without -processing, javac wants every annotation claimed, which would hide it from others.
      options.addAll(List.of("-Xlint:all,-processing", "-Werror"));
      Compiled compiled =
          Compiled.compile(
              List.of(new SimmerProcessor()),
              options,
              """
              import static dev.simmer.Simmer.*;
              import dev.simmer.*;
              import java.util.*;
              public class P {
                @Async Coroutine<List<String>> go(List<String> all) throws Exception {
                  try (var limit = timeout(seconds(1)); var group = taskGroup()) {
                    limit.when();
                    for (String s : all) group.createTask(() -> done(await(async(() -> done(s)))));
                  } finally { await(yieldNow()); }
                  for (String s : each(some())) all.add(s);
                  return done(all);
                }
                @Async AsyncGenerator<String> some() { emit("x"); return end(); }
              }
              """);
      for (Diagnostic.Kind kind :
          List.of(
              Diagnostic.Kind.ERROR, Diagnostic.Kind.WARNING, Diagnostic.Kind.MANDATORY_WARNING)) {
        assertThat(compiled.messages(kind)).as("with %s", configuration).isEmpty();
      }
    }
  }
}
