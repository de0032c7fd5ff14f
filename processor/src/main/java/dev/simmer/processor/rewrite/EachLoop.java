package dev.simmer.processor.rewrite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * One {@code for (var x : each(source))} as javac wrote it, and the instructions of its body.
 *
 * <pre>
 *      invokestatic each; invokeinterface iterator; astore it
 *   L: aload it; invokeinterface hasNext; ifeq END
 *      aload it; invokeinterface next; …; goto L
 * </pre>
 *
 * <p>The body is what only the loop's entry leads to, without javac's copies of finalizers that
 * belong to blocks around the loop: those run after the loop has been left, and are known by lying
 * outside a handler that covers the loop's header.
 */
final class EachLoop {
  final MethodInsnNode each;
  final MethodInsnNode iterator;
  final VarInsnNode header;
  final MethodInsnNode hasNext;

  private final MethodNode method;
  private final AbstractInsnNode entry;

  private EachLoop(
      MethodNode method,
      MethodInsnNode each,
      MethodInsnNode iterator,
      VarInsnNode header,
      MethodInsnNode hasNext,
      AbstractInsnNode entry) {
    this.method = method;
    this.each = each;
    this.iterator = iterator;
    this.header = header;
    this.hasNext = hasNext;
    this.entry = entry;
  }

  static boolean isEach(AbstractInsnNode insn) {
    return insn instanceof MethodInsnNode call
        && call.owner.equals(Names.SIMMER)
        && call.name.equals("each");
  }

  /** Finds the loops of a method, inner ones before those around them. */
  static List<EachLoop> in(MethodNode method) {
    List<EachLoop> loops = new ArrayList<>();
    for (AbstractInsnNode insn : method.instructions) {
      if (isEach(insn)) {
        loops.add(0, at(method, (MethodInsnNode) insn));
      }
    }
    return loops;
  }

  private static EachLoop at(MethodNode method, MethodInsnNode each) {
    if (Code.nextReal(each) instanceof MethodInsnNode iterator
        && Code.nextReal(iterator) instanceof VarInsnNode store
        && store.getOpcode() == Opcodes.ASTORE
        && Code.nextReal(store) instanceof VarInsnNode header
        && header.var == store.var
        && Code.nextReal(header) instanceof MethodInsnNode hasNext
        && hasNext.name.equals("hasNext")
        && Code.nextReal(hasNext) instanceof JumpInsnNode test) {
      // In long methods javac inverts the test around a wide jump.
      AbstractInsnNode entry =
          test.getOpcode() == Opcodes.IFEQ ? Code.nextReal(test) : Code.nextReal(test.label);
      if (entry != null) {
        return new EachLoop(method, each, iterator, header, hasNext, entry);
      }
    }
    throw new IllegalStateException("each(…) outside the head of a for loop in " + method.name);
  }

  /** The local that holds the iterator. */
  int iteratorLocal() {
    return header.var;
  }

  /** The exception entries around the loop, inner ones first. */
  List<TryCatchBlockNode> around(Code code) {
    return code.handlers(hasNext);
  }

  /**
   * The instructions of the body.
   *
   * @param attached code that inner loops have put out of line, see {@link Attached}
   */
  Set<AbstractInsnNode> body(Code code, List<Attached> attached) {
    Set<AbstractInsnNode> everything = reachable(code, null);
    Set<AbstractInsnNode> others = reachable(code, entry);
    Set<LabelNode> outer = labels(around(code));
    Set<AbstractInsnNode> body = new LinkedHashSet<>();
    for (AbstractInsnNode at = entry; at != null; at = Code.nextReal(at)) {
      if (others.contains(at)) {
        break; // What lies further down and is dominated too follows a jump out of an outer block.
      }
      // An inner loop may have taken in a copy of all that led to a handler.
      if (everything.contains(at) && labels(code.handlers(at)).containsAll(outer)) {
        body.add(at);
      }
    }
    for (Attached code2 : attached) {
      if (body.contains(code2.source)) {
        body.addAll(code2.instructions);
      }
    }
    return body;
  }

  /** The exception entries of the body's own whose handlers stand outside of it. */
  List<TryCatchBlockNode> handlersOutside(
      Set<AbstractInsnNode> body, List<TryCatchBlockNode> around) {
    Set<LabelNode> outer = labels(around);
    List<TryCatchBlockNode> outside = new ArrayList<>();
    for (TryCatchBlockNode entry : method.tryCatchBlocks) {
      if (!outer.contains(entry.handler)
          && body.contains(Code.nextReal(entry.start))
          && !body.contains(Code.nextReal(entry.handler))) {
        outside.add(entry);
      }
    }
    return outside;
  }

  /**
   * Code that stands out of line but belongs to where {@code source} does.
   *
   * @param source the instruction that leads there
   */
  record Attached(AbstractInsnNode source, List<AbstractInsnNode> instructions) {}

  private static Set<LabelNode> labels(List<TryCatchBlockNode> entries) {
    Set<LabelNode> labels = new HashSet<>();
    entries.forEach(entry -> labels.add(entry.handler));
    return labels;
  }

  /** What can run when {@code avoided} never does. */
  private Set<AbstractInsnNode> reachable(Code code, @Nullable AbstractInsnNode avoided) {
    Set<AbstractInsnNode> seen = new HashSet<>();
    Deque<AbstractInsnNode> open = new ArrayDeque<>();
    add(open, Code.realAt(method.instructions.getFirst()));
    while (!open.isEmpty()) {
      AbstractInsnNode insn = open.pop();
      if (insn == avoided || !seen.add(insn)) {
        continue;
      }
      for (LabelNode target : Code.jumpTargets(insn)) {
        add(open, Code.nextReal(target));
      }
      if (Code.fallsThrough(insn)) {
        add(open, Code.nextReal(insn));
      }
      for (TryCatchBlockNode entry : code.handlers(insn)) {
        add(open, Code.nextReal(entry.handler));
      }
    }
    return seen;
  }

  private static void add(Deque<AbstractInsnNode> open, @Nullable AbstractInsnNode insn) {
    if (insn != null) {
      open.push(insn);
    }
  }
}
