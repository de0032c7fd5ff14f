package dev.simmer.processor.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.processor.Later;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.UnaryOperator;
import org.jacoco.core.instr.Instrumenter;
import org.jacoco.core.runtime.LoggerRuntime;
import org.jacoco.core.runtime.RuntimeData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.AdviceAdapter;

/**
 * What agents do to rewritten classes when they are loaded: the classes verify and run as before.
 * Pins: T126. These tests run with {@code -Xverify:all}; advice woven in by a real agent is tested
 * in the {@code dispatch} module.
 */
class InstrumentedTest {
  private static final Sample SAMPLE =
      Sample.of(
          """
          @Async static Coroutine<Object> test() throws Exception {
            try (var group = taskGroup()) {
              group.createTask(() -> done(await(new P().work("task", 1L))));
            }
            for (int i : each(numbers(3))) {
              try {
                log(await(new P().work("w" + i, i)));
              } catch (IllegalStateException e) {
                log(e.getMessage());
                await(later(0));
              } finally {
                log(await(later(i)));
              }
            }
            return done("end");
          }
          @Async Coroutine<String> work(String s, long n) {
            double half = n / 2.0;
            if (await(later(n)) == 1L && s.equals("w1")) throw new IllegalStateException("odd");
            return done(await(own(s + half, (byte) n)));
          }
          @Async private Coroutine<String> own(String s, byte b) {
            String joined = s + "," + await(later(b)) + concat(s, await(later("y")));
            return done(joined);
          }
          static String concat(String a, String b) { return a + b; }
          @Async static AsyncGenerator<Integer> numbers(int n) {
            for (int i = 0; i < n; i++) { emit(await(later(i))); }
            return end();
          }
          """);

  @ParameterizedTest
  @EnumSource
  void unchangedByANullRoundTripThroughAsm(Later.Mode mode) throws Throwable { // T126
    same(
        mode,
        bytes -> {
          ClassWriter writer = new ClassWriter(0);
          new ClassReader(bytes).accept(writer, 0);
          return writer.toByteArray();
        });
    same(
        mode,
        bytes -> {
          ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
          new ClassReader(bytes).accept(writer, ClassReader.EXPAND_FRAMES);
          return writer.toByteArray();
        });
  }

  @ParameterizedTest
  @EnumSource
  void runsUnderCoverage(Later.Mode mode) throws Throwable { // T126
    LoggerRuntime runtime = new LoggerRuntime();
    runtime.startup(new RuntimeData());
    Instrumenter instrumenter = new Instrumenter(runtime);
    try {
      same(
          mode,
          bytes -> {
            try {
              return instrumenter.instrument(bytes, "a class of the sample");
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } finally {
      runtime.shutdown();
    }
  }

  /** What profilers and tracers do to a method: something at its start, and at every way out. */
  @ParameterizedTest
  @EnumSource
  void runsWithProbesAtEveryWayInAndOut(Later.Mode mode) throws Throwable { // T126
    Timing.entered = 0;
    same(
        mode,
        bytes -> {
          ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
          new ClassReader(bytes).accept(new Probes(writer), ClassReader.EXPAND_FRAMES);
          return writer.toByteArray();
        });
    assertThat(Timing.entered).isPositive();
  }

  private static void same(Later.Mode mode, UnaryOperator<byte[]> transformer) throws Throwable {
    Object expected = SAMPLE.run(mode);
    String log = Later.trace();
    assertThat(SAMPLE.run(mode, transformer)).isEqualTo(expected);
    assertThat(Later.trace()).isEqualTo(log).contains("odd", "w2");
  }

  /** Counts. */
  public static final class Timing {
    public static int entered;

    private Timing() {}

    public static void count() {
      entered++;
    }
  }

  private static final class Probes extends ClassVisitor {
    Probes(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      return new AdviceAdapter(Opcodes.ASM9, next, access, name, descriptor) {
        @Override
        protected void onMethodEnter() {
          count();
        }

        @Override
        protected void onMethodExit(int opcode) {
          count();
        }

        private void count() {
          super.visitMethodInsn(
              INVOKESTATIC, Timing.class.getName().replace('.', '/'), "count", "()V", false);
        }
      };
    }
  }
}
