package dev.simmer.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One way to write the workloads.
 *
 * @param name what tables call it
 * @param jvmArguments what its JVM needs beside what all get
 * @param implementations by the interface of a family of workloads, what makes its implementation
 */
record Contestant(
    String name, List<String> jvmArguments, Map<Class<?>, Supplier<?>> implementations) {

  static Contestant named(String name, String... jvmArguments) {
    return new Contestant(name, List.of(jvmArguments), new LinkedHashMap<>());
  }

  <F> Contestant with(Class<F> family, Supplier<? extends F> implementation) {
    implementations.put(family, implementation);
    return this;
  }

  /** Makes its implementation of a family of workloads. */
  <F> F implementation(Class<F> family) {
    Supplier<?> supplier = implementations.get(family);
    if (supplier == null) {
      throw new UnsupportedOperationException(name + " has no " + family.getSimpleName());
    }
    return family.cast(supplier.get());
  }
}
