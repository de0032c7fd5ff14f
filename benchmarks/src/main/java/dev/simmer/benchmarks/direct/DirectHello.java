package dev.simmer.benchmarks.direct;

/** W10 without anything that waits. */
public final class DirectHello {
  private DirectHello() {}

  public static void main(String[] args) {
    System.out.println("hello");
  }
}
