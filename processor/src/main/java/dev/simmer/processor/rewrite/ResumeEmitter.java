package dev.simmer.processor.rewrite;

import dev.simmer.processor.rewrite.FramePlan.Cleared;
import dev.simmer.processor.rewrite.FramePlan.PointPlan;
import dev.simmer.processor.rewrite.FramePlan.Saved;
import dev.simmer.processor.rewrite.FramePlan.StackValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;

/**
 * Writes what enters a body with a frame.
 *
 * <pre>
 *           frame = trampoline.resuming; state = at; at = trampoline.depth
 *           if (state &gt;= RESUME + FIRST_STATE) goto RESUME
 *           restore the arguments; goto START
 *   RESUME: reset locals that many points do not need
 *           restore the locals that all points of a branch need, and branch, down to one point
 *           restore its stack; goto TAKE
 * </pre>
 *
 * <p>The states are numbered along the tree of {@link SavedLocals}, so a branch of it is a range of
 * states. The state waits on the operand stack until its point is reached.
 */
final class ResumeEmitter {
  /** Up to so many ways are told apart one after the other, more by a switch. */
  private static final int FEW = 4;

  private final BodyCode body;
  private final BodySignature signature;
  private final FramePlan plan;
  private final MethodNode out;

  private ResumeEmitter(BodyCode body) {
    this.body = body;
    signature = body.signature;
    plan = body.plan;
    out = body.out;
  }

  static void emit(BodyCode body, Label start) {
    new ResumeEmitter(body).emit(start);
  }

  private void emit(Label start) {
    body.fromTrampoline("resuming", Names.descriptor(Names.FRAME));
    out.visitTypeInsn(Opcodes.CHECKCAST, plan.layout().shape());
    out.visitVarInsn(Opcodes.ASTORE, signature.frame());
    Label resume = new Label();
    if (!plan.points().isEmpty()) {
      out.visitVarInsn(Opcodes.ILOAD, signature.at());
    }
    out.visitVarInsn(Opcodes.ILOAD, signature.at());
    body.fromTrampoline("depth", "I");
    out.visitVarInsn(Opcodes.ISTORE, signature.at());
    if (plan.points().isEmpty()) {
      out.visitInsn(Opcodes.POP);
    } else {
      Push.intConstant(out, Protocol.RESUME + FramePlan.FIRST_STATE);
      out.visitJumpInsn(Opcodes.IF_ICMPGE, resume);
      out.visitInsn(Opcodes.POP);
    }
    arguments();
    out.visitJumpInsn(Opcodes.GOTO, start);
    if (!plan.points().isEmpty()) {
      out.visitLabel(resume);
      Locals known =
          Locals.atEntry(signature.isStatic() ? null : body.method.owner(), body.parameters);
      body.frames.inBody(known.types(), List.of(Opcodes.INTEGER));
      reset(known);
      enter(plan.none(), known);
    }
  }

  /** Restores what a frame holds that has not started. */
  private void arguments() {
    if (!plan.cold().shape().equals(plan.layout().shape()) && !plan.arguments().isEmpty()) {
      body.loadFrame();
      out.visitTypeInsn(Opcodes.CHECKCAST, plan.cold().shape());
      out.visitVarInsn(Opcodes.ASTORE, signature.frame());
    }
    for (Saved argument : plan.arguments()) {
      restore(argument, plan.cold());
    }
  }

  /** Resets what more than one point resets, in the way that most of them do. */
  private void reset(Locals known) {
    Map<Integer, Map<Type, Integer>> uses = new TreeMap<>();
    for (PointPlan point : plan.points()) {
      for (Cleared local : point.cleared()) {
        if (!known.suits(local)) {
          uses.computeIfAbsent(local.local(), key -> new HashMap<>())
              .merge(kind(local.type()), 1, Integer::sum);
        }
      }
    }
    uses.forEach(
        (local, kinds) -> {
          Type most =
              kinds.keySet().stream()
                  .max(
                      Comparator.<Type>comparingInt(type -> kinds.getOrDefault(type, 0))
                          .thenComparing(Type::getDescriptor))
                  .orElseThrow();
          if (kinds.getOrDefault(most, 0) > 1) {
            clear(new Cleared(local, most, true), known);
          }
        });
  }

  /** Null is of every reference type. */
  private static Type kind(Type type) {
    return type.getSort() >= Type.ARRAY ? Type.getObjectType(Names.OBJECT) : type;
  }

  private void clear(Cleared local, Locals known) {
    Push.defaultValue(out, local.type());
    out.visitVarInsn(local.type().getOpcode(Opcodes.ISTORE), signature.shifted(local.local()));
    known.setDefault(local.local(), local.type());
  }

  /**
   * One of the ways on after some locals have been restored: to a point, or to more locals.
   *
   * @param end the number after its last state
   */
  private record Way(int end, Consumer<Locals> code) {}

  /** Goes on where the locals of {@code set} have been restored. */
  private void enter(SavedLocals set, Locals known) {
    List<Way> ways = new ArrayList<>();
    for (int i = 0; i < set.points.size(); i++) {
      PointPlan point = plan.points().get(set.first + i - FramePlan.FIRST_STATE);
      ways.add(new Way(point.state() + 1, locals -> enter(point, locals)));
    }
    for (SavedLocals larger : set.larger) {
      ways.add(
          new Way(
              larger.end,
              locals -> {
                Saved local = Objects.requireNonNull(larger.local);
                restore(local, plan.layout());
                locals.set(local.local(), local.type());
                enter(larger, locals);
              }));
    }
    if (ways.size() > FEW) {
      branch(ways, set, known);
    } else {
      compare(ways, known);
    }
  }

  private void compare(List<Way> ways, Locals known) {
    for (Way way : ways.subList(0, ways.size() - 1)) {
      Label next = new Label();
      out.visitInsn(Opcodes.DUP);
      Push.intConstant(out, Protocol.RESUME + way.end);
      out.visitJumpInsn(Opcodes.IF_ICMPGE, next);
      way.code.accept(known.copy());
      out.visitLabel(next);
      body.frames.inBody(known.types(), List.of(Opcodes.INTEGER));
    }
    ways.get(ways.size() - 1).code.accept(known);
  }

  private void branch(List<Way> ways, SavedLocals set, Locals known) {
    List<Label> labels = new ArrayList<>();
    for (Way way : ways) {
      Label label = new Label();
      while (labels.size() < way.end - set.first) {
        labels.add(label);
      }
    }
    out.visitInsn(Opcodes.DUP);
    out.visitTableSwitchInsn(
        Protocol.RESUME + set.first,
        Protocol.RESUME + set.end - 1,
        labels.get(labels.size() - 1),
        labels.toArray(Label[]::new));
    for (Way way : ways) {
      out.visitLabel(labels.get(way.end - set.first - 1));
      body.frames.inBody(known.types(), List.of(Opcodes.INTEGER));
      way.code.accept(known.copy());
    }
  }

  /** Restores what is left for one point, and goes there. */
  private void enter(PointPlan point, Locals known) {
    out.visitInsn(Opcodes.POP);
    for (Cleared local : point.cleared()) {
      if (!known.suits(local)) {
        clear(local, known);
      }
    }
    point.floats().forEach(local -> restore(local, plan.layout()));
    for (StackValue value : point.stack()) {
      if (value instanceof Saved saved) {
        plan.layout().restore(out, signature.frame(), saved.slot(), saved.type());
      } else if (value instanceof Constant constant) {
        constant.push(out);
      }
    }
    out.visitJumpInsn(Opcodes.GOTO, body.exits(point).take());
  }

  private void restore(Saved local, FrameLayout layout) {
    layout.restore(out, signature.frame(), local.slot(), local.type());
    out.visitVarInsn(local.type().getOpcode(Opcodes.ISTORE), signature.shifted(local.local()));
  }

  /** What the verifier knows of javac's locals, one entry a slot. */
  private record Locals(List<Object> types) {
    static Locals atEntry(@Nullable String receiver, Type[] parameters) {
      Locals known = new Locals(new ArrayList<>());
      if (receiver != null) {
        known.set(0, Type.getObjectType(receiver));
      }
      for (Type parameter : parameters) {
        known.set(known.types.size(), parameter);
      }
      return known;
    }

    Locals copy() {
      return new Locals(new ArrayList<>(types));
    }

    void set(int local, Type type) {
      put(local, StackMap.verifierType(type), type.getSize());
    }

    /** Notes that a local is zero or null. */
    void setDefault(int local, Type type) {
      put(
          local,
          type.getSort() >= Type.ARRAY ? Opcodes.NULL : StackMap.verifierType(type),
          type.getSize());
    }

    private void put(int local, Object type, int size) {
      while (types.size() < local + size) {
        types.add(Opcodes.TOP);
      }
      if (local > 0 && isWide(types.get(local - 1))) {
        types.set(local - 1, Opcodes.TOP);
      }
      types.set(local, type);
      if (size == 2) {
        types.set(local + 1, Opcodes.TOP);
      }
    }

    /** Tells whether a local already is what the stack maps after a point take it for. */
    boolean suits(Cleared wanted) {
      Object known = wanted.local() < types.size() ? types.get(wanted.local()) : Opcodes.TOP;
      return known == Opcodes.NULL
          ? wanted.type().getSort() >= Type.ARRAY
          : !wanted.isNull() && known.equals(StackMap.verifierType(wanted.type()));
    }

    private static boolean isWide(Object type) {
      return type == Opcodes.LONG || type == Opcodes.DOUBLE;
    }
  }
}
