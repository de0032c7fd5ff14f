package dev.simmer.differential.program;

import java.util.List;

/** The types that generated code computes with. */
public enum Kind {
  INT("int", "Integer", 'i', "0", "1", "7", "-3", "100", "2147483647", "65537"),
  LONG("long", "Long", 'j', "0L", "1L", "-5L", "3000000000L", "9223372036854775807L"),
  DOUBLE("double", "Double", 'd', "0.0", "1.5", "-2.25", "1e300", "Double.NaN"),
  FLOAT("float", "Float", 'f', "0.5f", "-1.0f", "3e10f"),
  BOOLEAN("boolean", "Boolean", 'z', "true", "false"),
  CHAR("char", "Character", 'c', "'a'", "'z'", "'\\u00ff'", "((char) 65535)"),
  BYTE("byte", "Byte", 'b', "((byte) 1)", "((byte) -128)", "((byte) 77)"),
  SHORT("short", "Short", 's', "((short) 2)", "((short) -30000)"),
  STRING("String", "String", 'o', "\"a\"", "\"bc\"", "\"\"", "\"longer\""),
  OBJECT("Object", "Object", 'o', "((Object) \"o\")", "((Object) 5)", "((Object) 6L)"),
  INTEGER("Integer", "Integer", 'o', "Integer.valueOf(3)", "Integer.valueOf(-1)"),
  BOXED_LONG("Long", "Long", 'o', "Long.valueOf(4L)", "Long.valueOf(-9L)"),
  COLOR("Color", "Color", 'o', "Color.RED", "Color.GREEN", "Color.BLUE"),
  PAIR("Pair", "Pair", 'o', "new Pair(1, \"p\")", "new Pair(-2, null)"),
  SHAPE("Shape", "Shape", 'o', "((Shape) new Circle(3))", "((Shape) new Square(4L))"),
  INTS("int[]", "int[]", 'o', "new int[] {1, 2}", "new int[2]"),
  LONGS("long[]", "long[]", 'o', "new long[] {5L, 6L}"),
  DOUBLES("double[]", "double[]", 'o', "new double[] {0.5, 1.5}"),
  FLOATS("float[]", "float[]", 'o', "new float[] {2.0f, 0.0f}"),
  SHORTS("short[]", "short[]", 'o', "new short[] {-1, 300}"),
  BYTES("byte[]", "byte[]", 'o', "new byte[] {-1, 127}"),
  CHARS("char[]", "char[]", 'o', "new char[] {'a', 'b'}"),
  BOOLEANS("boolean[]", "boolean[]", 'o', "new boolean[] {true, false}"),
  STRINGS("String[]", "String[]", 'o', "new String[] {\"k\", null}"),
  LIST(
      "java.util.List<Integer>",
      "java.util.List<Integer>",
      'o',
      "list(1, 2)",
      "java.util.List.of(3, 4)"),
  NESTED(
      "java.util.Map<String, java.util.List<Integer>>",
      "java.util.Map<String, java.util.List<Integer>>",
      'o',
      "java.util.Map.of(\"a\", java.util.List.of(1, 2))"),
  GRID("int[][]", "int[][]", 'o', "new int[][] {{1, 2}, {3, 4}}");

  static final List<Kind> ALL = List.of(values());

  /** What declarations draw from: arrays less often, since their code is long. */
  static final List<Kind> ANY =
      List.of(
          INT,
          INT,
          INT,
          INT,
          LONG,
          LONG,
          LONG,
          DOUBLE,
          DOUBLE,
          FLOAT,
          BOOLEAN,
          BOOLEAN,
          CHAR,
          BYTE,
          SHORT,
          STRING,
          STRING,
          STRING,
          OBJECT,
          OBJECT,
          INTEGER,
          BOXED_LONG,
          COLOR,
          PAIR,
          SHAPE,
          SHAPE,
          INTS,
          FLOATS,
          SHORTS,
          LONGS,
          DOUBLES,
          BYTES,
          CHARS,
          BOOLEANS,
          STRINGS,
          GRID);

  static final List<Kind> PRIMITIVES =
      List.of(INT, LONG, DOUBLE, FLOAT, BOOLEAN, CHAR, BYTE, SHORT);

  static final List<Kind> NUMBERS = List.of(INT, LONG, DOUBLE, FLOAT, CHAR, BYTE, SHORT);

  /** The type in source. */
  final String java;

  /** The type as a type argument. */
  final String boxed;

  /** What ends the names of the probe's methods for it. */
  final char letter;

  @SuppressWarnings("ImmutableEnumChecker") // List.of
  final List<String> literals;

  Kind(String java, String boxed, char letter, String... literals) {
    this.java = java;
    this.boxed = boxed;
    this.letter = letter;
    this.literals = List.of(literals);
  }

  boolean isPrimitive() {
    return letter != 'o';
  }

  boolean isNumber() {
    return NUMBERS.contains(this);
  }

  boolean isArray() {
    return java.endsWith("[]");
  }

  /** Returns the type of the elements of an array. */
  Kind element() {
    return switch (this) {
      case INTS -> INT;
      case LONGS -> LONG;
      case DOUBLES -> DOUBLE;
      case FLOATS -> FLOAT;
      case SHORTS -> SHORT;
      case BYTES -> BYTE;
      case CHARS -> CHAR;
      case BOOLEANS -> BOOLEAN;
      case STRINGS -> STRING;
      case GRID -> INTS;
      default -> throw new IllegalStateException(this + " is no array");
    };
  }

  /** Returns the array of this; null where the generator knows none. */
  static @org.jspecify.annotations.Nullable Kind arrayOf(Kind element) {
    for (Kind kind : ALL) {
      if (kind.isArray() && kind.element() == element) {
        return kind;
      }
    }
    return null;
  }
}
