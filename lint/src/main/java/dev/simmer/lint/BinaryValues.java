package dev.simmer.lint;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;

/** Follows values through one method: which class was instantiated, and which function was made. */
final class BinaryValues extends BasicInterpreter {

  private static final Type OBJECT = Type.getObjectType("java/lang/Object");

  /** A value of which something is known. */
  static final class Known extends BasicValue {
    private final @Nullable String exactType;

    private Known(@Nullable String exactType) {
      super(OBJECT);
      this.exactType = exactType;
    }

    /** Returns the internal name of its class; null for a lambda. */
    @Nullable String exactType() {
      return exactType;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Known known && Objects.equals(exactType, known.exactType);
    }

    @Override
    public int hashCode() {
      return Objects.hashCode(exactType);
    }
  }

  /** A function that is a lambda of this method, or made of such. */
  private static final Known MADE_HERE = new Known(null);

  static final String LAMBDAS = "java/lang/invoke/LambdaMetafactory";

  private final Given given;
  private final String owner;
  private final Map<String, BasicValue> fields;

  /**
   * Creates an interpreter.
   *
   * @param given tells what is a function
   * @param owner the internal name of the class
   * @param fields what is known of its own fields, by name
   */
  BinaryValues(Given given, String owner, Map<String, BasicValue> fields) {
    super(Opcodes.ASM9);
    this.given = given;
    this.owner = owner;
    this.fields = fields;
  }

  @Override
  public BasicValue newOperation(AbstractInsnNode instruction) throws AnalyzerException {
    if (instruction.getOpcode() == Opcodes.NEW) {
      return new Known(((TypeInsnNode) instruction).desc);
    }
    BasicValue field = field(instruction);
    return field != null ? field : super.newOperation(instruction);
  }

  @Override
  public BasicValue unaryOperation(AbstractInsnNode instruction, BasicValue value)
      throws AnalyzerException {
    if (instruction.getOpcode() == Opcodes.CHECKCAST) {
      return value;
    }
    BasicValue field = field(instruction);
    return field != null ? field : super.unaryOperation(instruction, value);
  }

  private @Nullable BasicValue field(AbstractInsnNode instruction) {
    return instruction instanceof FieldInsnNode field && field.owner.equals(owner)
        ? fields.get(field.name)
        : null;
  }

  @Override
  public BasicValue naryOperation(AbstractInsnNode instruction, List<? extends BasicValue> values)
      throws AnalyzerException {
    BasicValue result = super.naryOperation(instruction, values);
    if (instruction instanceof InvokeDynamicInsnNode dynamic) {
      return dynamic.bsm.getOwner().equals(LAMBDAS) ? MADE_HERE : result;
    }
    if (instruction instanceof MethodInsnNode call
        && Platform.isPartOf(Type.getObjectType(call.owner).getClassName())
        && given.isFunction(Type.getReturnType(call.desc).getClassName())
        && (call.getOpcode() == Opcodes.INVOKESTATIC || values.get(0) instanceof Known)) {
      return MADE_HERE;
    }
    return result;
  }

  @Override
  public BasicValue merge(BasicValue one, BasicValue other) {
    if (one.equals(other)) {
      return one;
    }
    return one.isReference() && other.isReference()
        ? BasicValue.REFERENCE_VALUE
        : BasicValue.UNINITIALIZED_VALUE;
  }
}
