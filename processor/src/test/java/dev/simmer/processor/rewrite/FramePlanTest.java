package dev.simmer.processor.rewrite;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LdcInsnNode;

/** What frames hold, and where. */
class FramePlanTest {
  private static final Constant ONE = requireNonNull(Constant.of(new InsnNode(Opcodes.ICONST_1)));
  private static final Constant WIDE = requireNonNull(Constant.of(new LdcInsnNode(5L)));

  @Test
  void constantsOnTheStackTakeNoRoom() {
    FramePlan plan =
        plan(
            point(
                List.of(Opcodes.INTEGER, Opcodes.LONG, Opcodes.TOP, Opcodes.NULL),
                Arrays.asList(ONE, WIDE, null, null)));
    assertThat(plan.points().get(0).stack())
        .hasToString("[constant ICONST_1, constant LDC 5, constant ACONST_NULL]");
    assertThat(plan.layout()).isEqualTo(new FrameLayout(0, 0, 0));
  }

  @Test
  void valuesBetweenConstantsTakeOneSlotAfterTheOther() {
    FramePlan plan =
        plan(
            point(
                List.of(
                    Opcodes.INTEGER,
                    Opcodes.LONG,
                    Opcodes.TOP,
                    Opcodes.LONG,
                    Opcodes.TOP,
                    "java/lang/String",
                    Opcodes.INTEGER),
                Arrays.asList(null, WIDE, null, null, null, null, null)));
    assertThat(plan.points().get(0).stack())
        .hasToString(
            "[stack int in l0, constant LDC 5, stack long in l1, stack java.lang.String in r0,"
                + " stack int in l2]");
    assertThat(plan.layout()).isEqualTo(new FrameLayout(1, 3, 0));
  }

  private static FramePlan plan(SuspensionPoint... points) {
    return FramePlan.of(true, new Type[0], new BitSet(), List.of(points));
  }

  private static SuspensionPoint point(List<Object> stack, List<@Nullable Constant> constants) {
    return new SuspensionPoint(
        SuspendCall.await(false), 0, new ArrayList<>(), stack, constants, new BitSet(), false);
  }
}
