package dev.simmer.benchmarks.hand;

/** W10 by hand. */
public final class HandHello {
  private HandHello() {}

  public static void main(String[] args) {
    new EventLoop().run(new Hello());
  }

  private static final class Hello extends EventLoop.Sleeper {
    @Override
    boolean step(EventLoop loop) {
      if (state == 0) {
        state = 1;
        loop.sleep(this, 1_000_000);
        return false;
      }
      System.out.println("hello");
      return true;
    }
  }
}
