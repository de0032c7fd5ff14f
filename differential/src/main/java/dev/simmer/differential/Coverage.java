package dev.simmer.differential;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.util.Printer;

/**
 * Counts what javac made of the programs: the instructions before awaits, and its ways of writing
 * constructs.
 */
final class Coverage {
  /** Short and wide forms, which the reader of class files hides, and what javac never writes. */
  private static final Pattern NOT_OF_JAVAC =
      Pattern.compile("|NOP|SWAP|JSR|RET|WIDE|.*_W|.*(LOAD|STORE)_[0-3]");

  /** The last arguments of the body of a rewritten method. */
  private static final String BODY = "Ldev/simmer/support/v1/Trampoline;I)";

  private static final int LAST_ID = 125;

  /**
   * Ids that no construct of a program is there for, with tests of their own: what holds for every
   * program (the order of handlers, traces, verification), what needs to be measured (memory, the
   * size of methods, threads), what is rejected, and what is about builds.
   */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "T12", "T15", "T39", "T42", "T47", "T65", "T66", "T67", "T68", "T69", "T72", "T74", "T86",
          "T91", "T92", "T93", "T95", "T96", "T97", "T99", "T101", "T102", "T104", "T105", "T106",
          "T107", "T108", "T110", "T111", "T112", "T113", "T114", "T115", "T116", "T117", "T121",
          "T123", "T124");

  private final Map<String, Integer> beforeAwaits = new TreeMap<>();
  private final Map<String, Integer> instructions = new TreeMap<>();
  private final Map<String, Integer> shapes = new TreeMap<>();
  private final Map<String, Integer> results = new TreeMap<>();

  /** Looks at class files as javac wrote them. */
  synchronized void add(Iterable<byte[]> classFiles) {
    for (byte[] classFile : classFiles) {
      ClassNode type = new ClassNode();
      new ClassReader(classFile).accept(type, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
      type.methods.forEach(this::add);
    }
  }

  /** Looks at rewritten class files, for what their bodies return. */
  synchronized void addBodies(Iterable<byte[]> classFiles) {
    for (byte[] classFile : classFiles) {
      ClassNode type = new ClassNode();
      new ClassReader(classFile)
          .accept(type, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
      for (MethodNode method : type.methods) {
        if (method.desc.contains(BODY)) {
          count(results, Type.getReturnType(method.desc).getClassName());
        }
      }
    }
  }

  private void add(MethodNode method) {
    if ((method.access & Opcodes.ACC_BRIDGE) != 0) {
      count(shapes, "bridge");
    }
    if (method.name.startsWith("lambda$")) {
      count(shapes, "lambda body");
    }
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      count(shapes, block.type == null ? "handler of a finalizer" : "handler");
    }
    int awaits = 0;
    for (AbstractInsnNode insn : method.instructions) {
      if (insn.getOpcode() < 0) {
        continue;
      }
      count(instructions, name(insn));
      if (insn instanceof MethodInsnNode call) {
        awaits += add(call);
      } else if (insn instanceof InvokeDynamicInsnNode dynamic) {
        Handle bootstrap = dynamic.bsm;
        count(shapes, bootstrap.getName());
      } else if (insn instanceof FieldInsnNode field) {
        if (field.name.startsWith("$SwitchMap$") || field.name.equals("$assertionsDisabled")) {
          count(shapes, field.name.startsWith("$S") ? "map of an enum switch" : field.name);
        }
      }
    }
    if (awaits > 1) {
      count(shapes, "several awaits in a method");
    }
  }

  private int add(MethodInsnNode call) {
    if (call.owner.equals("dev/simmer/Simmer") && call.name.equals("await")) {
      AbstractInsnNode before = call.getPrevious();
      while (before != null && before.getOpcode() < 0) {
        before = before.getPrevious();
      }
      count(beforeAwaits, before == null ? "nothing" : name(before));
      return 1;
    }
    switch (call.name) {
      case "hashCode", "addSuppressed", "deconstruct" -> count(shapes, call.name);
      case "append" -> count(shapes, "StringBuilder");
      default -> {
        if (call.owner.equals("java/lang/MatchException")) {
          count(shapes, "MatchException");
        }
      }
    }
    return 0;
  }

  private static String name(AbstractInsnNode insn) {
    return Printer.OPCODES[insn.getOpcode()];
  }

  private static void count(Map<String, Integer> counts, String what) {
    counts.merge(what, 1, Integer::sum);
  }

  /** Returns what javac can write and did not. */
  private static List<String> missing(Set<String> reached) {
    return Stream.of(Printer.OPCODES)
        .filter(name -> !NOT_OF_JAVAC.matcher(name).matches() && !reached.contains(name))
        .toList();
  }

  /** Returns the ids of the conformance list that no program was there for. */
  static List<String> missingIds(Set<String> reached) {
    return IntStream.rangeClosed(1, LAST_ID)
        .mapToObj(id -> "T" + id)
        .filter(id -> !reached.contains(id) && !ELSEWHERE.contains(id))
        .toList();
  }

  /** Returns how many different instructions were reached. */
  synchronized int distinctInstructions() {
    return instructions.size();
  }

  @Override
  public synchronized String toString() {
    return "before awaits: "
        + beforeAwaits
        + "\nshapes: "
        + shapes
        + "\n"
        + instructions.size()
        + " instructions: "
        + instructions
        + "\ninstructions not reached: "
        + missing(instructions.keySet())
        + "\nresults of bodies: "
        + results;
  }
}
