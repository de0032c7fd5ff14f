package dev.simmer.processor.rewrite;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Where each instruction of a method as it stands goes when it throws. */
final class Handlers {
  private final List<List<LabelNode>> byIndex;

  Handlers(MethodNode method) {
    InsnList instructions = method.instructions;
    byIndex = new ArrayList<>(Collections.nCopies(instructions.size(), List.of()));
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      int end = instructions.indexOf(block.end);
      for (int i = instructions.indexOf(block.start); i < end; i++) {
        if (byIndex.get(i).isEmpty()) {
          byIndex.set(i, new ArrayList<>(1));
        }
        byIndex.get(i).add(block.handler);
      }
    }
  }

  /** The handlers that the instruction at {@code index} may enter, in the order of the table. */
  List<LabelNode> at(int index) {
    return byIndex.get(index);
  }
}
