package dev.simmer.processor.rewrite;

/** Answers what the rewriter has to know about classes it must not load. */
@FunctionalInterface
public interface TypeOracle {
  /** Says whether {@code type} is {@code supertype} or a subtype of it; both are internal names. */
  boolean isSubtype(String type, String supertype);

  /**
   * Returns {@code type}, or its nearest superclass that code in the class {@code from} may name: a
   * public method can hand out an object of a class that is not public.
   */
  default String accessible(String type, String from) {
    return type;
  }

  /**
   * Says whether methods with this annotation, an internal name, are async as by {@code @Async}.
   */
  default boolean makesAsync(String annotation) {
    return annotation.equals(Names.ASYNC);
  }
}
