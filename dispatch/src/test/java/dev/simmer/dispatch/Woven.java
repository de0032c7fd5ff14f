package dev.simmer.dispatch;

import static net.bytebuddy.matcher.ElementMatchers.is;
import static net.bytebuddy.matcher.ElementMatchers.isPublic;
import static net.bytebuddy.matcher.ElementMatchers.named;

import dev.simmer.Coroutine;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy;
import net.bytebuddy.agent.builder.ResettableClassFileTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Code woven by an agent into the public {@code price} of a loaded class, until closed. */
final class Woven implements AutoCloseable {
  private static final Instrumentation AGENT = ByteBuddyAgent.install();

  private final Runnable undo;

  private Woven(Runnable undo) {
    this.undo = undo;
  }

  /** Weaves ByteBuddy advice into the public method. */
  static Woven advice(Class<?> type, Class<?> advice) {
    return advice(type, advice, named("price").and(isPublic()));
  }

  /** Weaves ByteBuddy advice into some methods. */
  static Woven advice(
      Class<?> type, Class<?> advice, ElementMatcher<? super MethodDescription> methods) {
    ResettableClassFileTransformer transformer =
        new AgentBuilder.Default()
            .disableClassFormatChanges()
            .with(RedefinitionStrategy.RETRANSFORMATION)
            .type(is(type))
            .transform(
                (builder, description, loader, module, domain) ->
                    builder.visit(Advice.to(advice).on(methods)))
            .installOn(AGENT);
    return new Woven(() -> transformer.reset(AGENT, RedefinitionStrategy.RETRANSFORMATION));
  }

  /** Weaves a call before each return, as a hand-written agent would. */
  static Woven beforeReturns(Class<?> type) {
    BeforeReturns transformer = new BeforeReturns(type.getName().replace('.', '/'));
    AGENT.addTransformer(transformer, true);
    retransform(type);
    return new Woven(
        () -> {
          AGENT.removeTransformer(transformer);
          retransform(type);
        });
  }

  private static void retransform(Class<?> type) {
    try {
      AGENT.retransformClasses(type);
    } catch (UnmodifiableClassException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    undo.run();
  }

  /** Notes the call. */
  public static final class Entry {
    @Advice.OnMethodEnter
    static void enter() {
      Journal.note("entry");
    }
  }

  /** Wraps the coroutine that is returned. */
  public static final class Exit {
    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) Coroutine<Integer> returned) {
      returned = wrapped(returned);
    }
  }

  /** Answers in place of the method, whose code is skipped. */
  public static final class Skip {
    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean enter() {
      return true;
    }

    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) Coroutine<Integer> returned) {
      returned = Later.coroutine(7);
    }
  }

  public static Coroutine<Integer> wrapped(Coroutine<Integer> returned) {
    Journal.note("exit");
    return Later.wrapped(returned);
  }

  private static final class BeforeReturns implements ClassFileTransformer {
    private final String type;

    BeforeReturns(String type) {
      this.type = type;
    }

    @Override
    public byte[] transform(
        ClassLoader loader,
        String name,
        Class<?> redefined,
        ProtectionDomain domain,
        byte[] classFile) {
      if (!type.equals(name)) {
        return null;
      }
      ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
      new ClassReader(classFile).accept(new Weaver(writer), 0);
      return writer.toByteArray();
    }
  }

  private static final class Weaver extends ClassVisitor {
    Weaver(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor code = super.visitMethod(access, name, descriptor, signature, exceptions);
      if (!name.equals("price") || (access & Opcodes.ACC_PUBLIC) == 0) {
        return code;
      }
      return new MethodVisitor(Opcodes.ASM9, code) {
        @Override
        public void visitInsn(int opcode) {
          if (opcode == Opcodes.ARETURN) {
            super.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                "dev/simmer/dispatch/Woven",
                "wrapped",
                "(Ldev/simmer/Coroutine;)Ldev/simmer/Coroutine;",
                false);
          }
          super.visitInsn(opcode);
        }
      };
    }
  }
}
