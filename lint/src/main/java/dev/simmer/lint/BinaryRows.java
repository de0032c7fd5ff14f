package dev.simmer.lint;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/** Looks up what the catalogue says of a method that a class file calls. */
final class BinaryRows {

  private final Compilation compilation;

  BinaryRows(Compilation compilation) {
    this.compilation = compilation;
  }

  /** Returns the row about the method, or null where there is none. */
  @Nullable Row row(String callee, String name, String descriptor) {
    List<String> types =
        name.equals("<init>") ? List.of(callee) : compilation.binaryTypes().nearestFirst(callee);
    Row row =
        compilation
            .catalogue()
            .blocking(types, name, BinaryClass.parameters(descriptor))
            .orElse(null);
    return row != null && row.isAboutAll() && answersLater(descriptor) ? null : row;
  }

  private boolean answersLater(String descriptor) {
    Type returned = Type.getReturnType(descriptor);
    return returned.getSort() == Type.OBJECT
        && Hierarchy.isPromise(compilation.binaryTypes().nearestFirst(returned.getClassName()));
  }
}
