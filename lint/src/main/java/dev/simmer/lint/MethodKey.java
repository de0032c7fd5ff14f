package dev.simmer.lint;

/**
 * A method, the same whether it was met in source or in a class file.
 *
 * @param owner the binary name of the class that declares it
 * @param name its name, {@code <init>} for a constructor
 * @param parameters its parameters as the JVM writes them
 */
record MethodKey(String owner, String name, String parameters) {

  // What a record gets by itself is linked at its first call, and slow until HotSpot compiles it.
  @Override
  public boolean equals(Object other) {
    return other instanceof MethodKey key
        && name.equals(key.name)
        && owner.equals(key.owner)
        && parameters.equals(key.parameters);
  }

  @Override
  public int hashCode() {
    return (owner.hashCode() * 31 + name.hashCode()) * 31 + parameters.hashCode();
  }
}
