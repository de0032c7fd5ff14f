package dev.simmer.lint;

import java.util.Collections;
import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * What a method returns at once in place of its result, in the types of other libraries.
 *
 * @param type its simple name
 * @param cold whether nothing happens until somebody subscribes
 */
record Promised(String type, boolean cold) {

  private static final List<String> COLD =
      List.of(
          "reactor.core.publisher.Mono",
          "reactor.core.publisher.Flux",
          "io.smallrye.mutiny.Uni",
          "io.smallrye.mutiny.Multi");

  private static final List<String> HOT =
      List.of("java.util.concurrent.CompletionStage", "io.vertx.core.Future");

  /** Returns what a value of this type promises, or null where it is no promise. */
  static @Nullable Promised of(Compilation compilation, @Nullable TypeMirror type) {
    TypeElement element = compilation.classOf(type);
    if (element == null || Vocabulary.isOfSimmer(element)) {
      return null;
    }
    List<String> types = compilation.hierarchy().nearestFirst(element);
    boolean cold = !Collections.disjoint(types, COLD);
    return cold || !Collections.disjoint(types, HOT)
        ? new Promised(element.getSimpleName().toString(), cold)
        : null;
  }
}
