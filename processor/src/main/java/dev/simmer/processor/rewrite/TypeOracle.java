package dev.simmer.processor.rewrite;

/** Answers what the rewriter has to know about classes it must not load. */
@FunctionalInterface
public interface TypeOracle {
  /** Says whether {@code type} is {@code supertype} or a subtype of it; both are internal names. */
  boolean isSubtype(String type, String supertype);
}
