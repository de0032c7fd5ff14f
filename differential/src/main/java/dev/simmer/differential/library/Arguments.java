package dev.simmer.differential.library;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes arguments for functions that nobody here knows; the same seed makes the same ones. */
final class Arguments {
  private static final String[] WORDS = {
    "",
    " ",
    "a",
    "abc",
    "ABC",
    "Hello, world",
    "2024-02-29",
    "-17",
    "3.25e2",
    "0x1F",
    "true",
    "a,b;c",
    "<p>x &amp; y</p>",
    "{\"a\":[1,2]}",
    "ünïcödé \uD83D\uDE00",
    "../a/b.txt",
    "null",
    "%s-%d"
  };

  private static final Map<Class<?>, Function<Arguments, Object>> MAKERS =
      Map.ofEntries(
          Map.entry(boolean.class, made -> made.random.nextBoolean()),
          Map.entry(byte.class, made -> (byte) made.number()),
          Map.entry(short.class, made -> (short) made.number()),
          Map.entry(char.class, made -> (char) made.letter()),
          Map.entry(int.class, made -> (int) made.number()),
          Map.entry(long.class, Arguments::number),
          Map.entry(float.class, made -> (float) made.fraction()),
          Map.entry(double.class, Arguments::fraction),
          Map.entry(String.class, Arguments::word),
          Map.entry(CharSequence.class, Arguments::word),
          Map.entry(BigInteger.class, made -> BigInteger.valueOf(made.number())),
          Map.entry(BigDecimal.class, made -> BigDecimal.valueOf(made.number(), 2)),
          Map.entry(Number.class, Arguments::number),
          Map.entry(Comparable.class, Arguments::word),
          Map.entry(Object.class, Arguments::word),
          Map.entry(Iterable.class, Arguments::list),
          Map.entry(java.util.Collection.class, Arguments::list),
          Map.entry(List.class, Arguments::list),
          Map.entry(Map.class, Arguments::map));

  private static final Map<Class<?>, Class<?>> PRIMITIVES =
      Map.of(
          Boolean.class, boolean.class,
          Byte.class, byte.class,
          Short.class, short.class,
          Character.class, char.class,
          Integer.class, int.class,
          Long.class, long.class,
          Float.class, float.class,
          Double.class, double.class);

  private final Random random;

  private Arguments(long seed) {
    random = new Random(seed);
  }

  /** Says whether there are values for all the parameters. */
  static boolean exist(List<Class<?>> parameters) {
    return parameters.stream().allMatch(Arguments::exists);
  }

  private static boolean exists(Class<?> type) {
    return type.isArray()
        ? exists(type.getComponentType())
        : type.isEnum() || MAKERS.containsKey(PRIMITIVES.getOrDefault(type, type));
  }

  /** Makes arguments, none of them used by any call before. */
  static List<@Nullable Object> of(List<Class<?>> parameters, long seed) {
    Arguments made = new Arguments(seed);
    List<@Nullable Object> arguments = new ArrayList<>();
    parameters.forEach(type -> arguments.add(made.value(type)));
    return arguments;
  }

  private @Nullable Object value(Class<?> type) {
    if (!type.isPrimitive() && random.nextInt(20) == 0) {
      return null;
    }
    if (type.isArray()) {
      Object array = Array.newInstance(type.getComponentType(), random.nextInt(7));
      for (int i = 0; i < Array.getLength(array); i++) {
        Array.set(array, i, value(type.getComponentType()));
      }
      return array;
    }
    if (type.isEnum()) {
      Object[] constants = type.getEnumConstants();
      return constants.length == 0 ? null : constants[random.nextInt(constants.length)];
    }
    Function<Arguments, Object> maker = MAKERS.get(PRIMITIVES.getOrDefault(type, type));
    if (maker == null) {
      throw new IllegalArgumentException("no values of " + type);
    }
    return maker.apply(this);
  }

  private long number() {
    return switch (random.nextInt(24)) {
      case 0 -> Integer.MAX_VALUE;
      case 1 -> Integer.MIN_VALUE;
      case 2 -> random.nextInt();
      case 3, 4, 5 -> random.nextInt(200) - 100;
      default -> random.nextInt(12) - 2;
    };
  }

  private double fraction() {
    return switch (random.nextInt(16)) {
      case 0 -> Double.NaN;
      case 1 -> Double.NEGATIVE_INFINITY;
      case 2 -> Double.MIN_VALUE;
      case 3 -> -0.0;
      case 4, 5, 6 -> random.nextInt(20) - 5;
      default -> random.nextDouble() * 4 - 1;
    };
  }

  private int letter() {
    return random.nextInt(8) == 0 ? random.nextInt(0x10000) : ' ' + random.nextInt(95);
  }

  private String word() {
    if (random.nextInt(4) > 0) {
      return WORDS[random.nextInt(WORDS.length)];
    }
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append((char) letter());
    }
    return text.toString();
  }

  private List<String> list() {
    List<String> list = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      list.add(word());
    }
    return list;
  }

  private Map<String, String> map() {
    Map<String, String> map = new TreeMap<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      map.put(word(), word());
    }
    return map;
  }
}
