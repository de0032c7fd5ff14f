package dev.simmer.differential.program;

import java.util.List;

/**
 * What all parts of one program's generator share.
 *
 * @param program the name of the class
 * @param release the Java release of the source
 * @param iterates whether it has generators and asynchronous loops, which the oracle has to compile
 *     for itself
 * @param signatures the methods of the program
 */
record Context(
    Chance chance, String program, int release, boolean iterates, List<Signature> signatures) {
  /** The static and instance fields of a program: a name for every kind, after these prefixes. */
  static final String STATIC_FIELD = "s";

  static final String INSTANCE_FIELD = "f";

  static String field(String prefix, Kind kind) {
    return prefix + kind.name().toLowerCase(java.util.Locale.ROOT);
  }

  String newPlace() {
    return Integer.toString(chance.place());
  }
}
