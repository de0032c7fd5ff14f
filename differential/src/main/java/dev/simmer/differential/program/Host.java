package dev.simmer.differential.program;

/**
 * Where an async method stands, how it is declared there and how it is called from anywhere in the
 * program.
 */
enum Host {
  STATIC("static ", "", "%P.", false, "T77"),
  PRIVATE_STATIC("private static ", "", "%P.", false, "T77"),
  INSTANCE("", "", "new %P().", true, "T77"),
  PRIVATE("private ", "", "new %P().", true, "T77"),
  FINAL("final ", "", "new %P().", true, "T77"),
  PROTECTED("protected ", "", "new %P().", true, "T77"),
  SYNCHRONIZED_FREE("public strictfp ", "", "new %P().", true, "T94"),
  NESTED("", "static class Nested {", "new Nested().", false, "T81"),
  NESTED_PRIVATE("private ", "static class Nested {", "new Nested().", false, "T81"),
  INNER("", "class Inner {", "new %P().new Inner().", true, "T81"),
  RECORD("public ", "record Rec(int ra, String rb) {", "new Rec(1, \"r\").", false, "T81 T100"),
  ENUM("", "enum En {\nA, B;", "En.B.", false, "T81 T100"),
  DEFAULT("default ", "interface Face {", "new Faced().", false, "T78"),
  FACE_PRIVATE("private ", "interface Face {", "((Face) new Faced()).", false, "T78"),
  FACE_STATIC("static ", "interface Face {", "Face.", false, "T78"),
  OVERRIDDEN("", "static class Base {", "((Base) new Sub()).", false, "T79"),
  BRIDGED("public ", "", "((Asking%N<String>) new Asked%N()).", false, "T80"),
  COVARIANT("public ", "", "((General%N<String>) new Special%N()).", false, "T79 T80"),
  ENUM_BODY("", "", "Each%N.ONE.", false, "T81"),
  ANONYMOUS("public ", "", "%P.doing%N.", false, "T81"),
  DEEP("", "", "new %P().new Inner%N().new Deep().new Deepest().", true, "T81"),
  GENERIC_METHOD("static <T, U extends Comparable<U>> ", "", "%P.", false, "T80"),
  LAMBDA("static ", "", "%P.", false, "T82"),
  INSTANCE_LAMBDA("", "", "new %P().", true, "T82"),
  GENERIC("", "static class Gen<G> {", "new Gen<String>().", false, "T80");

  /** What stands before the return type. */
  final String modifiers;

  /** How the class around it begins; empty for the program itself. */
  final String shell;

  /** What stands before the name in a call; {@code %P} is the program's class, %N the number. */
  final String receiver;

  /** Whether the fields of the program's instance are in reach. */
  final boolean instance;

  final String tag;

  /** Whether the method is a lambda in a field. */
  boolean isLambda() {
    return this == LAMBDA || this == INSTANCE_LAMBDA;
  }

  /** Whether its first parameter is a text, which its type calls something more general. */
  boolean isGeneral() {
    return this == BRIDGED || this == COVARIANT;
  }

  Host(String modifiers, String shell, String receiver, boolean instance, String tag) {
    this.modifiers = modifiers;
    this.shell = shell;
    this.receiver = receiver;
    this.instance = instance;
    this.tag = tag;
  }
}
