package dev.simmer.processor.rewrite;

import dev.simmer.processor.rewrite.EachLoop.Attached;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Makes {@code for (var x : each(source))} an asynchronous loop: {@code hasNext()} may suspend, and
 * every way out but exhaustion closes the source first.
 *
 * <ul>
 *   <li>A jump out of the body goes through a block at the end of the method that closes and goes
 *       on to the jump's target.
 *   <li>A return closes while the result waits on the operand stack.
 *   <li>An exception is caught by an entry of the loop's own, which closes and throws on; it lies
 *       after the entries of the body and before those around the loop.
 * </ul>
 *
 * <p>What closes is covered by the handlers around the loop, and by nothing else.
 */
final class EachLoops {
  private final String owner;
  private final MethodNode method;
  private final List<Attached> attached = new ArrayList<>();
  private final Map<AbstractInsnNode, Types> types = new HashMap<>();
  private Code code;

  /** Verifier types before an instruction, one entry a slot. */
  private record Types(List<Object> locals, List<Object> stack) {}

  private EachLoops(String owner, MethodNode method) {
    this.owner = owner;
    this.method = method;
    this.code = new Code(method);
  }

  static void suspend(String owner, MethodNode method) {
    EachLoops loops = new EachLoops(owner, method);
    for (EachLoop loop : EachLoop.in(method)) {
      loops.rewrite(loop);
    }
  }

  private void rewrite(EachLoop loop) {
    code = new Code(method);
    types.clear();
    TypeFlow.walk(
        owner,
        method,
        (insn, locals, stack) ->
            types.put(insn, new Types(new ArrayList<>(locals), new ArrayList<>(stack))));
    List<TryCatchBlockNode> around = loop.around(code);
    Set<AbstractInsnNode> body = loop.body(code, attached);
    Types atHeader = typesAt(loop.header);
    takeIn(loop.handlersOutside(body, around), body, atHeader, around);
    Set<AbstractInsnNode> guarded = new LinkedHashSet<>(body);
    guarded.add(loop.hasNext);
    for (AbstractInsnNode insn : List.copyOf(body)) {
      leave(loop, insn, body, guarded, around);
    }
    AbstractInsnNode call = awaitHasNext(loop);
    guarded.remove(loop.hasNext);
    guarded.add(call);
    guard(loop, guarded, atHeader, around, call);
  }

  /**
   * Gives the body copies of the handlers outside of it. javac has one for all record patterns of a
   * method, or of a try, whose accessors may fail: it throws a {@code MatchException}, which leaves
   * the loop.
   */
  private void takeIn(
      List<TryCatchBlockNode> entries,
      Set<AbstractInsnNode> body,
      Types atHeader,
      List<TryCatchBlockNode> around) {
    Map<LabelNode, LabelNode> copies = new HashMap<>();
    for (TryCatchBlockNode entry : entries) {
      LabelNode copy = copies.get(entry.handler);
      if (copy == null) {
        copy = new LabelNode();
        copies.put(entry.handler, copy);
        AbstractInsnNode first = Objects.requireNonNull(Code.nextReal(entry.handler));
        InsnList block = new InsnList();
        block.add(copy);
        addLine(block, first, copy);
        block.add(frame(toNodes(atHeader.locals), List.of(Names.THROWABLE)));
        copy(first, block);
        for (AbstractInsnNode insn : block) {
          if (Code.isReal(insn)) {
            body.add(insn);
          }
        }
        append(Objects.requireNonNull(Code.nextReal(entry.start)), block, copy, around);
      }
      entry.handler = copy;
    }
  }

  /** Copies a handler that only throws; its local must not be that of the iterator. */
  private void copy(AbstractInsnNode first, InsnList block) {
    int local = method.maxLocals++;
    for (AbstractInsnNode at = first; at != null; at = Code.nextReal(at)) {
      if (!Code.jumpTargets(at).isEmpty() || Code.isReturn(at)) {
        throw new IllegalStateException("a handler outside its loop in " + method.name);
      }
      AbstractInsnNode copied = at.clone(Map.of());
      if (copied instanceof VarInsnNode access) {
        access.var = local;
      }
      block.add(copied);
      if (!Code.fallsThrough(at)) {
        return;
      }
    }
  }

  /** Puts a close on every edge from {@code insn} out of the loop. */
  private void leave(
      EachLoop loop,
      AbstractInsnNode insn,
      Set<AbstractInsnNode> body,
      Set<AbstractInsnNode> guarded,
      List<TryCatchBlockNode> around) {
    if (insn instanceof SuspendCall call && call.tail) {
      SuspendCall waiting = call.inPlace();
      method.instructions.set(call, waiting);
      guarded.remove(call);
      guarded.add(waiting);
      return;
    }
    if (Code.isReturn(insn)) {
      // What a loop around this one closes comes right before the return, too.
      guarded.remove(insn);
      InsnList close = close(loop);
      AbstractInsnNode first = close.getFirst();
      // An inner loop's way out to this return has to find it within the loop.
      close.forEach(body::add);
      method.instructions.insertBefore(insn, close);
      cover(first, insn, around);
      return;
    }
    for (LabelNode target : Code.jumpTargets(insn)) {
      AbstractInsnNode next = Code.nextReal(target);
      if (next != null && next != loop.header && !body.contains(next)) {
        redirect(
            insn, target, exitBlock(loop, insn, target, typesAt(insn), stackAt(target), around));
      }
    }
    AbstractInsnNode next = Code.fallsThrough(insn) ? Code.nextReal(insn) : null;
    if (next != null && next != loop.header && !body.contains(next)) {
      LabelNode target = labelBefore(next);
      LabelNode exit =
          exitBlock(loop, insn, target, typesAt(next), toNodes(typesAt(next).stack), around);
      method.instructions.insert(insn, new JumpInsnNode(Opcodes.GOTO, exit));
    }
  }

  /** Writes a block at the end of the method that closes the loop's source and goes on. */
  private LabelNode exitBlock(
      EachLoop loop,
      AbstractInsnNode source,
      LabelNode target,
      Types leaving,
      List<Object> stack,
      List<TryCatchBlockNode> around) {
    LabelNode start = new LabelNode();
    InsnList block = new InsnList();
    block.add(start);
    addLine(block, source, start);
    block.add(frame(toNodes(leaving.locals), stack));
    block.add(close(loop));
    block.add(new JumpInsnNode(Opcodes.GOTO, target));
    append(source, block, start, around);
    return start;
  }

  private AbstractInsnNode awaitHasNext(EachLoop loop) {
    loop.each.owner = Names.EACH;
    loop.each.name = "over";
    loop.each.desc =
        "(" + Names.descriptor(Names.ASYNC_ITERABLE) + ")" + Names.descriptor(Names.EACH);
    method.instructions.remove(loop.iterator);
    SuspendCall call = SuspendCall.each("hasNext", Names.descriptor(Names.ITERATOR));
    InsnList test = new InsnList();
    test.add(call);
    test.add(new TypeInsnNode(Opcodes.CHECKCAST, "java/lang/Boolean"));
    test.add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, "java/lang/Boolean", "booleanValue", "()Z"));
    method.instructions.insertBefore(loop.hasNext, test);
    method.instructions.remove(loop.hasNext);
    return call;
  }

  /** Adds the handler that closes when the body or {@code hasNext()} fails. */
  private void guard(
      EachLoop loop,
      Set<AbstractInsnNode> guarded,
      Types atHeader,
      List<TryCatchBlockNode> around,
      AbstractInsnNode source) {
    LabelNode handler = new LabelNode();
    int position =
        around.isEmpty()
            ? method.tryCatchBlocks.size()
            : method.tryCatchBlocks.indexOf(around.get(0));
    for (TryCatchBlockNode entry : ranges(guarded, handler)) {
      method.tryCatchBlocks.add(position++, entry);
    }
    int thrown = method.maxLocals++;
    InsnList block = new InsnList();
    block.add(handler);
    addLine(block, loop.header, handler);
    block.add(frame(toNodes(atHeader.locals), List.of(Names.THROWABLE)));
    block.add(new VarInsnNode(Opcodes.ASTORE, thrown));
    block.add(new VarInsnNode(Opcodes.ALOAD, loop.iteratorLocal()));
    block.add(new VarInsnNode(Opcodes.ALOAD, thrown));
    block.add(
        SuspendCall.each(
            "exit", Names.descriptor(Names.ITERATOR) + Names.descriptor(Names.THROWABLE)));
    block.add(new TypeInsnNode(Opcodes.CHECKCAST, Names.THROWABLE));
    block.add(new InsnNode(Opcodes.ATHROW));
    append(source, block, handler, around);
  }

  /** The entries that cover exactly {@code guarded}, one for each run of neighbours. */
  private List<TryCatchBlockNode> ranges(Set<AbstractInsnNode> guarded, LabelNode handler) {
    List<TryCatchBlockNode> entries = new ArrayList<>();
    AbstractInsnNode at = Code.realAt(method.instructions.getFirst());
    while (at != null) {
      AbstractInsnNode next = Code.nextReal(at);
      if (guarded.contains(at)) {
        LabelNode start = new LabelNode();
        LabelNode end = new LabelNode();
        method.instructions.insertBefore(at, start);
        while (next != null && guarded.contains(next)) {
          at = next;
          next = Code.nextReal(at);
        }
        method.instructions.insert(at, end);
        entries.add(new TryCatchBlockNode(start, end, handler, null));
      }
      at = next;
    }
    return entries;
  }

  /** Gives out-of-line code the line of what leads there. */
  private static void addLine(InsnList block, AbstractInsnNode source, LabelNode start) {
    int line = Code.line(source);
    if (line > 0) {
      block.add(new LineNumberNode(line, start));
    }
  }

  private void append(
      AbstractInsnNode source, InsnList block, LabelNode start, List<TryCatchBlockNode> around) {
    LabelNode end = new LabelNode();
    block.add(end);
    List<AbstractInsnNode> instructions = new ArrayList<>();
    for (AbstractInsnNode insn : block) {
      if (Code.isReal(insn)) {
        instructions.add(insn);
      }
    }
    method.instructions.add(block);
    attached.add(new Attached(source, instructions));
    addEntries(start, end, around);
  }

  private void cover(
      AbstractInsnNode first, AbstractInsnNode after, List<TryCatchBlockNode> around) {
    LabelNode start = new LabelNode();
    LabelNode end = new LabelNode();
    method.instructions.insertBefore(first, start);
    method.instructions.insertBefore(after, end);
    addEntries(start, end, around);
  }

  private void addEntries(LabelNode start, LabelNode end, List<TryCatchBlockNode> around) {
    for (TryCatchBlockNode entry : around) {
      method.tryCatchBlocks.add(
          method.tryCatchBlocks.indexOf(entry) + 1,
          new TryCatchBlockNode(start, end, entry.handler, entry.type));
    }
  }

  private static InsnList close(EachLoop loop) {
    InsnList close = new InsnList();
    close.add(new VarInsnNode(Opcodes.ALOAD, loop.iteratorLocal()));
    close.add(SuspendCall.each("close", Names.descriptor(Names.ITERATOR)));
    close.add(new InsnNode(Opcodes.POP));
    return close;
  }

  private static void redirect(AbstractInsnNode insn, LabelNode from, LabelNode to) {
    if (insn instanceof JumpInsnNode jump) {
      jump.label = to;
    } else if (insn instanceof TableSwitchInsnNode table) {
      table.labels.replaceAll(label -> label == from ? to : label);
      table.dflt = table.dflt == from ? to : table.dflt;
    } else if (insn instanceof LookupSwitchInsnNode lookup) {
      lookup.labels.replaceAll(label -> label == from ? to : label);
      lookup.dflt = lookup.dflt == from ? to : lookup.dflt;
    }
  }

  private Types typesAt(AbstractInsnNode insn) {
    Types known = types.get(insn);
    if (known == null) {
      throw new IllegalStateException("no types are known at an instruction of " + method.name);
    }
    return known;
  }

  /** The operand stack that javac's frame at a label has. */
  private List<Object> stackAt(LabelNode target) {
    for (AbstractInsnNode at = target; at != null && !Code.isReal(at); at = at.getNext()) {
      if (at instanceof FrameNode frame) {
        return frame.stack;
      }
    }
    throw new IllegalStateException("a jump to a place without a frame in " + method.name);
  }

  /** A label with a frame right before {@code insn}, made where there is none. */
  private LabelNode labelBefore(AbstractInsnNode insn) {
    LabelNode found = null;
    for (AbstractInsnNode at = insn.getPrevious();
        at != null && !Code.isReal(at);
        at = at.getPrevious()) {
      if (at instanceof FrameNode) {
        found = new LabelNode();
        method.instructions.insertBefore(at, found);
        return found;
      }
    }
    Types known = typesAt(insn);
    found = new LabelNode();
    InsnList place = new InsnList();
    place.add(found);
    place.add(frame(toNodes(known.locals), toNodes(known.stack)));
    method.instructions.insertBefore(insn, place);
    return found;
  }

  private static FrameNode frame(List<Object> locals, List<Object> stack) {
    FrameNode frame = new FrameNode(Opcodes.F_NEW, 0, null, 0, null);
    frame.local = new ArrayList<>(locals);
    frame.stack = new ArrayList<>(stack);
    return frame;
  }

  private static List<Object> toNodes(List<Object> slots) {
    List<Object> nodes = new ArrayList<>();
    for (int i = 0; i < slots.size(); i++) {
      Object type = slots.get(i);
      nodes.add(type);
      if (type == Opcodes.LONG || type == Opcodes.DOUBLE) {
        i++;
      }
    }
    return nodes;
  }
}
