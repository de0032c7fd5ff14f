package dev.simmer;

/** Ends like another deferred result, which a cancel of this one does not reach. */
final class Shielded<T> extends Deferred<T> {
  private final Deferred<T> inner;

  Shielded(Deferred<T> inner) {
    super(inner.loop());
    this.inner = inner;
    Ready copy =
        new Ready() {
          @Override
          void run(Loop on) {
            settleLike(inner);
          }
        };
    inner.whenDone(copy);
    whenDone(
        new Ready() {
          @Override
          void run(Loop on) {
            if (!inner.isDone()) {
              inner.removeWaiter(copy);
            }
          }
        });
  }

  static <T> Deferred<T> of(Deferred<T> inner) {
    return new Shielded<>(inner);
  }

  Deferred<T> inner() {
    return inner;
  }

  @Override
  String label() {
    return "a shield around " + inner.label();
  }
}
