package dev.simmer.benchmarks.vthreads;

/** W10 with a virtual thread. */
public final class VirtualThreadHello {
  private VirtualThreadHello() {}

  public static void main(String[] args) {
    VirtualThreads.run(
        () -> {
          Thread.sleep(1);
          System.out.println("hello");
          return null;
        });
  }
}
