package dev.simmer.differential.library;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * Where a {@code return} has finalizers to run first, javac parks the result in a local. In the
 * copy that result is a coroutine: the local gets its type.
 *
 * <pre>
 *   expression; istore tmp; finalizers; iload tmp; ireturn
 *   expression; box; done; astore tmp; finalizers; aload tmp; areturn
 * </pre>
 */
final class ParkedResults {
  private static final String COROUTINE = "dev/simmer/Coroutine";

  private final MethodNode method;
  private final Frame<SourceValue>[] frames;

  private ParkedResults(MethodNode method, Frame<SourceValue>[] frames) {
    this.method = method;
    this.frames = frames;
  }

  /**
   * Changes the type of the parked results and returns by return the instruction that parks its
   * result; what comes before that is left to do.
   */
  static Map<AbstractInsnNode, VarInsnNode> of(String owner, MethodNode method) {
    List<VarInsnNode> loads = new ArrayList<>();
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof VarInsnNode load
          && load.getOpcode() <= Opcodes.ALOAD
          && returnAfter(load) != null) {
        loads.add(load);
      }
    }
    if (loads.isEmpty() || method.tryCatchBlocks.isEmpty()) {
      return Map.of();
    }
    try {
      var frames = new Analyzer<>(new SourceInterpreter()).analyze(owner, method);
      return new ParkedResults(method, frames).find(loads);
    } catch (AnalyzerException e) {
      throw new IllegalArgumentException(owner + "." + method.name, e);
    }
  }

  private Map<AbstractInsnNode, VarInsnNode> find(List<VarInsnNode> loads) {
    Map<AbstractInsnNode, VarInsnNode> stores = new HashMap<>();
    Map<AbstractInsnNode, VarInsnNode> replaced = new HashMap<>();
    for (VarInsnNode load : loads) {
      VarInsnNode store = storeOf(load);
      AbstractInsnNode areturn = returnAfter(load);
      if (store != null && areturn != null && retype(store)) {
        VarInsnNode parked = new VarInsnNode(Opcodes.ASTORE, store.var);
        replaced.put(store, parked);
        replaced.put(load, new VarInsnNode(Opcodes.ALOAD, load.var));
        stores.put(areturn, parked);
      }
    }
    replaced.forEach(method.instructions::set);
    return stores;
  }

  /** Returns the store before the finalizers, where nothing but the load uses what it stores. */
  private @Nullable VarInsnNode storeOf(VarInsnNode load) {
    Set<AbstractInsnNode> sources = sources(load, load.var);
    if (sources.size() != 1
        || !(sources.iterator().next() instanceof VarInsnNode store)
        || store.getOpcode() < Opcodes.ISTORE
        || store.getOpcode() > Opcodes.ASTORE
        || at(store) > at(load)
        || isAdjacent(store, load)
        || isParameter(load)
        || isNamed(load)) {
      return null;
    }
    for (AbstractInsnNode insn : method.instructions) {
      if (insn != load && uses(insn, store)) {
        return null;
      }
    }
    return store;
  }

  private boolean uses(AbstractInsnNode insn, VarInsnNode store) {
    if (insn instanceof IincInsnNode increment) {
      return increment.var == store.var;
    }
    return insn instanceof VarInsnNode access
        && access.getOpcode() < Opcodes.ISTORE
        && access.var == store.var
        && sources(access, store.var).contains(store);
  }

  /** Changes the stack maps; false where one does not know the parked value alone. */
  private boolean retype(VarInsnNode store) {
    List<FrameNode> affected = new ArrayList<>();
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof FrameNode frame && entry(frame, store.var) >= 0) {
        Set<AbstractInsnNode> sources = sources(frame, store.var);
        if (sources.contains(store)) {
          if (sources.size() > 1) {
            return false;
          }
          affected.add(frame);
        }
      }
    }
    for (FrameNode frame : affected) {
      List<Object> locals = new ArrayList<>(frame.local);
      int entry = entry(frame, store.var);
      Object was = locals.set(entry, COROUTINE);
      boolean wide = was.equals(Opcodes.LONG) || was.equals(Opcodes.DOUBLE);
      if (wide && entry + 1 < locals.size()) {
        locals.add(entry + 1, Opcodes.TOP);
      }
      frame.local = locals;
    }
    return true;
  }

  /** Returns the place of a local in a stack map, -1 where the map leaves it out. */
  private static int entry(FrameNode frame, int local) {
    int slot = 0;
    for (int i = 0; i < frame.local.size(); i++) {
      Object type = frame.local.get(i);
      if (slot == local) {
        return type.equals(Opcodes.TOP) ? -1 : i;
      }
      slot += type.equals(Opcodes.LONG) || type.equals(Opcodes.DOUBLE) ? 2 : 1;
    }
    return -1;
  }

  private Set<AbstractInsnNode> sources(AbstractInsnNode insn, int local) {
    Frame<SourceValue> frame = frames[at(insn)];
    return frame == null ? Set.of() : frame.getLocal(local).insns;
  }

  private boolean isParameter(VarInsnNode load) {
    int slots = Type.getArgumentsAndReturnSizes(method.desc) >> 2;
    // Without a receiver there is one less.
    return load.var < ((method.access & Opcodes.ACC_STATIC) == 0 ? slots : slots - 1);
  }

  private boolean isNamed(VarInsnNode load) {
    for (LocalVariableNode named : method.localVariables) {
      if (named.index == load.var && at(named.start) <= at(load) && at(load) < at(named.end)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAdjacent(AbstractInsnNode store, AbstractInsnNode load) {
    AbstractInsnNode next = store.getNext();
    while (next.getOpcode() < 0) {
      next = next.getNext();
    }
    return next == load;
  }

  private static @Nullable AbstractInsnNode returnAfter(AbstractInsnNode load) {
    AbstractInsnNode next = load.getNext();
    boolean returns =
        next != null && next.getOpcode() >= Opcodes.IRETURN && next.getOpcode() <= Opcodes.ARETURN;
    return returns ? next : null;
  }

  private int at(AbstractInsnNode insn) {
    return method.instructions.indexOf(insn);
  }
}
