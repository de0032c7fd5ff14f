package dev.simmer.lint;

/**
 * A method, the same whether it was met in source or in a class file.
 *
 * @param owner the binary name of the class that declares it
 * @param name its name, {@code <init>} for a constructor
 * @param parameters its parameters as the JVM writes them
 */
record MethodKey(String owner, String name, String parameters) {}
