package dev.simmer.differential.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.differential.library.RewrittenLibrary.RewrittenType;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Shows that the trial can fail: it finds wrong code that is planted in the rewritten copies. */
class PlantedTest {
  private static final String MEMBERS =
      """
      static { System.setProperty("sample.initialised", "true"); }
      static int sum(int[] numbers) {
        int sum = 0;
        for (int number : numbers) { sum += Math.abs(number); }
        return sum;
      }
      """;

  @Test
  void goodClassIsAcceptedAndNotInitialised() throws Exception {
    System.clearProperty("sample.initialised");
    assertThat(complaints(code -> {})).isEmpty();
    assertThat(System.getProperty("sample.initialised")).isNull();
  }

  @Test
  void classThatTheJvmRefusesIsFound() throws Exception {
    assertThat(complaints(PlantedTest::loseFrames))
        .anySatisfy(found -> assertThat(found).contains("java.lang.VerifyError", "sum$async"));
  }

  @Test
  void codeThatAsmRefusesIsFound() throws Exception {
    assertThat(complaints(PlantedTest::loseNumber))
        .anySatisfy(found -> assertThat(found).startsWith("ASM: Sample.sum$async"));
  }

  @Test
  void copyThatComputesSomethingElseIsFound() throws Exception {
    Library library = Sources.sample(MEMBERS.replaceFirst(".*initialised.*\n", ""));
    RewrittenLibrary rewritten = planted(library, PlantedTest::subtract);
    Tally tally = new Tally("planted");
    Linkage linkage = new Linkage(rewritten.classes(), Sources.others());
    new Agreement(linkage.loader(), PureMethods.of(library), new Agreement.Settings(8, 1), tally)
        .compare(rewritten.types().get(0).methods());
    assertThat(tally.findings()).hasSize(1);
    assertThat(tally.findings().get(0).kind()).isEqualTo(Finding.Kind.DIFFERENT);
    assertThat(tally.findings().get(0).what()).contains("copy     returned -");
    assertThat(tally.findings().get(0).where()).isEqualTo("Sample.sum([I)I");
  }

  private static List<String> complaints(Consumer<MethodNode> fault) throws Exception {
    RewrittenLibrary rewritten = planted(Sources.sample(MEMBERS), fault);
    RewrittenType type = rewritten.types().get(0);
    return new Linkage(rewritten.classes(), Sources.others()).complaints(type, rewritten.classes());
  }

  private static RewrittenLibrary planted(Library library, Consumer<MethodNode> fault) {
    RewrittenLibrary rewritten = LibraryRewriter.rewrite(library, Sources.others(), false);
    assertThat(rewritten.findings()).isEmpty();
    ClassNode type = new ClassNode();
    new ClassReader(rewritten.classes().get("Sample")).accept(type, ClassReader.EXPAND_FRAMES);
    type.methods.stream()
        .filter(method -> method.name.equals("sum$async") && method.desc.contains("Trampoline"))
        .forEach(fault);
    ClassWriter writer = new ClassWriter(0);
    type.accept(writer);
    rewritten.classes().put("Sample", writer.toByteArray());
    return rewritten;
  }

  private static void loseFrames(MethodNode method) {
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      if (insn instanceof FrameNode) {
        method.instructions.remove(insn);
      }
    }
  }

  private static void loseNumber(MethodNode method) {
    replace(method, Opcodes.IADD, Opcodes.POP2);
  }

  private static void subtract(MethodNode method) {
    replace(method, Opcodes.IADD, Opcodes.ISUB);
  }

  private static void replace(MethodNode method, int opcode, int by) {
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      if (insn.getOpcode() == opcode) {
        method.instructions.set(insn, new InsnNode(by));
      }
    }
  }
}
