package dev.simmer.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/** Collects what one method of a class file does that a proof has to account for. */
final class BinaryScan {

  private static final Set<String> HARMLESS_BOOTSTRAPS =
      Set.of(
          "java/lang/invoke/StringConcatFactory",
          "java/lang/runtime/ObjectMethods",
          "java/lang/runtime/SwitchBootstraps",
          "java/lang/runtime/ExactConversionsSupport");

  private final Compilation compilation;
  private final Given given;
  private final BinaryClasses classes;
  private final BinaryRows rows;
  private final String owner;
  private final BinaryClass type;
  private final MethodNode method;
  private final List<Step> steps;
  private int line;

  BinaryScan(
      Compilation compilation,
      Given given,
      BinaryClasses classes,
      String owner,
      BinaryClass type,
      MethodNode method,
      List<Step> steps) {
    this.compilation = compilation;
    this.given = given;
    this.classes = classes;
    this.rows = new BinaryRows(compilation);
    this.owner = owner;
    this.type = type;
    this.method = method;
    this.steps = steps;
  }

  void run() {
    if (BinaryClass.isMarked(method, "NonBlocking")) {
      return;
    }
    if ((method.access & Opcodes.ACC_NATIVE) != 0) {
      gap("", "is native: there is no code to read");
    } else if ((method.access & Opcodes.ACC_ABSTRACT) != 0) {
      gap("", "is abstract: there is no code to read");
    }
    if ((method.access & Opcodes.ACC_SYNCHRONIZED) != 0) {
      gap("", "is synchronized: another thread may hold the monitor");
    }
    Frame<BasicValue>[] frames = type.frames(method);
    if (frames == null && method.instructions.size() > 0) {
      gap("", "has code that could not be followed");
    }
    for (int i = 0; i < method.instructions.size(); i++) {
      AbstractInsnNode instruction = method.instructions.get(i);
      Frame<BasicValue> frame = frames == null ? null : frames[i];
      if (frames != null && frame == null) {
        continue; // never runs
      }
      if (instruction instanceof LineNumberNode number) {
        line = number.line;
      } else if (instruction.getOpcode() == Opcodes.MONITORENTER) {
        gap("synchronized", "another thread may hold the monitor");
      } else if (instruction instanceof MethodInsnNode call) {
        call(call, receiver(call, frame), frame);
      } else if (instruction instanceof InvokeDynamicInsnNode dynamic) {
        dynamic(dynamic);
      }
      firstUse(instruction);
    }
  }

  /** What a class uses of itself, of those around it and of those above is there already. */
  private void firstUse(AbstractInsnNode instruction) {
    String used =
        switch (instruction.getOpcode()) {
          case Opcodes.NEW -> ((TypeInsnNode) instruction).desc;
          case Opcodes.INVOKESTATIC -> ((MethodInsnNode) instruction).owner;
          case Opcodes.GETSTATIC, Opcodes.PUTSTATIC -> ((FieldInsnNode) instruction).owner;
          default -> null;
        };
    String name = used == null ? owner : BinaryClass.binaryName(used);
    if (Initialisers.isFollowed(name)
        && !owner.startsWith(name + "$")
        && !compilation.binaryTypes().nearestFirst(owner).contains(name)) {
      into(
          List.of(new MethodKey(name, Initialisers.NAME, "")),
          Initialisers.nameOf(Initialisers.simpleName(name)));
    }
  }

  private @Nullable BasicValue receiver(MethodInsnNode call, @Nullable Frame<BasicValue> frame) {
    int depth = Type.getArgumentTypes(call.desc).length;
    return frame == null || call.getOpcode() == Opcodes.INVOKESTATIC
        ? null
        : frame.getStack(frame.getStackSize() - 1 - depth);
  }

  private void call(
      MethodInsnNode call, @Nullable BasicValue receiver, @Nullable Frame<BasicValue> frame) {
    if (call.owner.startsWith("[")) {
      return;
    }
    String exact =
        receiver instanceof BinaryValues.Known known && known.exactType() != null
            ? BinaryClass.binaryName(known.exactType())
            : null;
    boolean fixed =
        call.getOpcode() == Opcodes.INVOKESTATIC || call.getOpcode() == Opcodes.INVOKESPECIAL;
    String start = exact == null || fixed ? BinaryClass.binaryName(call.owner) : exact;
    callOf(start, call.name, call.desc, fixed || exact != null, receiver);
    if (frame != null && Platform.isPartOf(BinaryClass.binaryName(call.owner))) {
      functionsHandedOver(call, frame);
    }
  }

  private void functionsHandedOver(MethodInsnNode call, Frame<BasicValue> frame) {
    Type[] arguments = Type.getArgumentTypes(call.desc);
    for (int i = 0; i < arguments.length; i++) {
      String type = arguments[i].getClassName();
      if (given.isFunction(type) && !isForAThread(call, i)) {
        BasicValue value = frame.getStack(frame.getStackSize() - arguments.length + i);
        if (!(value instanceof BinaryValues.Known known)) {
          String shown = ClassFiles.shown(BinaryClass.binaryName(call.owner), call.name);
          gap(shown, "it runs a function that comes from elsewhere");
        } else if (known.exactType() != null) {
          handedOver(type, BinaryClass.binaryName(known.exactType()));
        }
      }
    }
  }

  private void handedOver(String function, String exact) {
    MethodKey method = given.functionOf(function);
    String declaring =
        method == null ? null : classes.declaring(exact, method.name(), method.parameters());
    if (method == null || declaring == null) {
      gap(Initialisers.simpleName(exact), "no body was found");
    } else if (!Platform.isPartOf(declaring)) {
      MethodKey target = classes.past(declaring, exact, method.name(), method.parameters());
      into(List.of(target), ClassFiles.shown(declaring, method.name()));
    }
  }

  private void callOf(
      String start, String name, String descriptor, boolean exact, @Nullable BasicValue receiver) {
    String parameters = BinaryClass.parameters(descriptor);
    String shown = ClassFiles.shown(start, name);
    Row row = rows.row(start, name, descriptor);
    if (row != null && row.knowledge() instanceof Row.Harmless) {
      return;
    }
    if (row != null && row.knowledge() instanceof Row.Blocks blocks) {
      if (blocks.tier() != Tier.SLOW) {
        boolean certain = blocks.tier() == Tier.CERTAIN && blocks.unless() == null;
        gap(shown, (certain ? "blocks (" : "can block (") + blocks.category() + ")");
      }
      return;
    }
    if (row != null && row.knowledge() instanceof Row.Through) {
      gap(shown, "what it wraps may block");
      return;
    }
    String declaring = classes.declaring(start, name, parameters);
    if (declaring == null) {
      gap(shown, "its class file was not found");
    } else if (Platform.isPartOf(declaring)) {
      platform(declaring, start, name, shown, exact || isFinal(start), receiver);
    } else if (exact || isFixed(declaring, start, name, parameters)) {
      into(List.of(classes.past(declaring, start, name, parameters)), shown);
    } else {
      virtual(start, name, parameters, shown);
    }
  }

  private boolean isFinal(String binaryName) {
    return compilation.binaryTypes().isFinal(binaryName);
  }

  private boolean isFixed(String declaring, String start, String name, String parameters) {
    BinaryClass declared = classes.find(declaring);
    MethodNode found = declared == null ? null : declared.method(name, parameters);
    return found != null
        && ((found.access & (Opcodes.ACC_FINAL | Opcodes.ACC_PRIVATE)) != 0
            || BinaryClass.isMarked(found, "NonBlocking")
            || isFinal(start));
  }

  private void virtual(String start, String name, String parameters, String shown) {
    List<String> closed = new ArrayList<>();
    if (!classes.collectClosed(start, closed)) {
      BinaryClass above = classes.find(start);
      boolean isInterface = above != null && above.is(Opcodes.ACC_INTERFACE);
      gap(
          shown,
          ProofSearch.OPEN
              + (isInterface ? "implement " : "extend ")
              + Initialisers.simpleName(start));
      return;
    }
    List<MethodKey> targets = new ArrayList<>();
    for (String candidate : closed) {
      String declaring = classes.declaring(candidate, name, parameters);
      if (declaring == null) {
        gap(shown, "no body was found in " + Initialisers.simpleName(candidate));
      } else if (!Platform.isPartOf(declaring)) {
        targets.add(classes.past(declaring, candidate, name, parameters));
      }
    }
    into(targets, shown);
  }

  private void platform(
      String declaring,
      String start,
      String name,
      String shown,
      boolean exact,
      @Nullable BasicValue receiver) {
    String gap = given.gap(declaring, name);
    if (gap == null && !exact && !start.equals("java.lang.Object")) {
      if (given.isFunction(start)) {
        gap = receiver instanceof BinaryValues.Known ? null : "any function may be behind it";
      } else {
        gap = given.gapBehind(start);
        if (gap == null && !start.startsWith("dev.simmer.") && Platform.isPartOf(start)) {
          steps.add(new Step.Premise(Initialisers.simpleName(start), place()));
        }
      }
    }
    if (gap != null) {
      gap(shown, gap);
    }
  }

  private void dynamic(InvokeDynamicInsnNode call) {
    String bootstrap = call.bsm.getOwner();
    if (bootstrap.equals(BinaryValues.LAMBDAS)) {
      if (!isForAThread(call)) {
        Handle made = (Handle) call.bsmArgs[1];
        int tag = made.getTag();
        boolean fixed = tag == Opcodes.H_INVOKESTATIC || tag == Opcodes.H_NEWINVOKESPECIAL;
        String start = BinaryClass.binaryName(made.getOwner());
        callOf(start, made.getName(), made.getDesc(), fixed || start.equals(owner), null);
      }
    } else if (!HARMLESS_BOOTSTRAPS.contains(bootstrap)) {
      gap(
          Initialisers.simpleName(bootstrap.replace('/', '.')),
          "what it calls is decided at run time");
    }
  }

  /** A lambda that is made as the last argument of a call that hands it to another thread. */
  private boolean isForAThread(InvokeDynamicInsnNode made) {
    AbstractInsnNode next = made.getNext();
    while (next != null && next.getOpcode() < 0) {
      next = next.getNext();
    }
    if (!(next instanceof MethodInsnNode call)) {
      return false;
    }
    return isForAThread(call, Type.getArgumentTypes(call.desc).length - 1);
  }

  private boolean isForAThread(MethodInsnNode call, int argument) {
    List<String> types = compilation.binaryTypes().nearestFirst(BinaryClass.binaryName(call.owner));
    return compilation
            .catalogue()
            .runs(types, call.name, BinaryClass.parameters(call.desc), argument)
        == Row.Runs.POOL;
  }

  private void into(List<MethodKey> targets, String shown) {
    steps.add(new Step.Known(targets, shown, place(), null));
  }

  private void gap(String shown, String reason) {
    steps.add(new Step.Gap(shown, reason, place(), null));
  }

  private String place() {
    return line == 0 ? type.source() : type.source() + ":" + line;
  }
}
