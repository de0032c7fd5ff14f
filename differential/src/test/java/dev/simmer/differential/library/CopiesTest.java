package dev.simmer.differential.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceMethodVisitor;

/** Checks that copies look as if javac had compiled them. */
class CopiesTest {
  @Test
  void resultThatWaitsForFinalizersIsParkedAsCoroutine() {
    assertThat(copy("static long f(int n) { try { return Math.abs(n); } finally { g(); } }"))
        .containsSubsequence(
            "Math.abs",
            "Integer.valueOf",
            "Leaves.of",
            "Simmer.await",
            "CHECKCAST",
            "intValue",
            "I2L",
            "Long.valueOf",
            "Simmer.done",
            "ASTORE",
            "g$async",
            "Simmer.await",
            "POP",
            "ALOAD",
            "ARETURN");
  }

  @Test
  void namedVariableKeepsItsType() {
    assertThat(
            copy(
                "static int f(int n) { int x; try { x = Math.abs(n); } finally { g(); }"
                    + " return x; }"))
        .containsSubsequence("ISTORE 1", "g$async", "ILOAD 1", "Integer.valueOf", "Simmer.done");
  }

  @Test
  void resultThatIsNotUsedIsDroppedUncast() {
    assertThat(copy("static void f() { Math.abs(1L); g(); }"))
        .containsSubsequence("Math.abs", "Long.valueOf", "Leaves.of", "Simmer.await", "POP")
        .doesNotContain("CHECKCAST", "POP2");
  }

  @Test
  void callThatMakesAnArgumentOfNewObjectIsAwaitedToo() {
    assertThat(copy("static Object f() { return new ArrayList<Integer>(Math.abs(3)); }"))
        .containsSubsequence("NEW", "DUP", "Math.abs", "Simmer.await", "intValue", "<init>");
  }

  @Test
  void classFileOfOldJavaGetsStackMaps() {
    ClassNode old = new ClassNode();
    byte[] sample =
        Sources.sample("static int f(int n) { return n > 0 ? 1 : 2; }").classes().get("Sample");
    new ClassReader(sample).accept(old, ClassReader.SKIP_FRAMES);
    old.version = Opcodes.V1_5;
    ClassNode lifted = Lifted.of(write(old), types());
    assertThat(lifted.version).isEqualTo(Opcodes.V17);
    assertThat(lifted.methods.get(1).instructions.toArray())
        .anyMatch(insn -> insn instanceof FrameNode);
  }

  @Test
  void classWithSubroutinesIsNotLifted() {
    ClassNode old = new ClassNode();
    old.visit(Opcodes.V1_4, Opcodes.ACC_PUBLIC, "Old", null, "java/lang/Object", null);
    MethodVisitor method = old.visitMethod(Opcodes.ACC_STATIC, "f", "()V", null, null);
    Label subroutine = new Label();
    method.visitCode();
    method.visitJumpInsn(Opcodes.JSR, subroutine);
    method.visitInsn(Opcodes.RETURN);
    method.visitLabel(subroutine);
    method.visitVarInsn(Opcodes.ASTORE, 0);
    method.visitVarInsn(Opcodes.RET, 0);
    method.visitMaxs(1, 1);
    method.visitEnd();
    assertThat(Lifted.of(write(old), types())).isNull();
  }

  private static byte[] write(ClassNode type) {
    ClassWriter writer = new ClassWriter(0);
    type.accept(writer);
    return writer.toByteArray();
  }

  private static ClassPathTypes types() {
    return new ClassPathTypes(java.util.Map.of(), Sources.others());
  }

  private static String copy(String member) {
    Library library = Sources.sample(member + " static void g() {}");
    ClassPathTypes types = new ClassPathTypes(library.classes(), Sources.others());
    ClassNode type = Lifted.of(library.classes().get("Sample"), types);
    List<CopiedMethod> copies = new Copies(type, types, new LinkedHashMap<>()).add();
    assertThat(copies).hasSize(2);
    MethodNode copy =
        type.methods.stream().filter(method -> method.name.equals("f$async")).findAny().get();
    Textifier text = new Textifier();
    copy.accept(new TraceMethodVisitor(text));
    StringWriter written = new StringWriter();
    text.print(new PrintWriter(written, true));
    return written.toString();
  }
}
