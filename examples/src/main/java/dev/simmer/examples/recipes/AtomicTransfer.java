package dev.simmer.examples.recipes;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.gather;
import static dev.simmer.Simmer.millis;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.sleep;

import dev.simmer.Async;
import dev.simmer.AsyncLock;
import dev.simmer.Coroutine;
import java.util.Collections;

/**
 * Between two awaits no other task runs, so a transfer needs no lock. Across an await others do
 * run: what was read before may be stale, and a check that must still hold needs a lock. The lint
 * points at such a stale read, {@code [async-stale-read]}; here it is told that we know.
 *
 * <pre>
 * async def transfer(self, amount):
 *     if self.from_ &gt;= amount:
 *         self.from_ -= amount
 *         self.to += amount
 *
 * async def transfer_stale(self, amount):
 *     if self.from_ &gt;= amount:
 *         await self.audit(amount)            # another transfer may pass the same check here
 *         self.from_ -= amount
 *         self.to += amount
 *
 * async def transfer_audited(self, amount):
 *     async with self.lock:
 *         await self.transfer_stale(amount)
 * </pre>
 */
public final class AtomicTransfer {
  private final AsyncLock lock = new AsyncLock();
  private int from = 100;
  private int to;

  @Async
  private Coroutine<Void> audit(int amount) {
    await(sleep(millis(amount)));
    return done();
  }

  @Async
  Coroutine<Void> transfer(int amount) {
    if (from >= amount) {
      from -= amount;
      to += amount;
    }
    return done();
  }

  @SuppressWarnings("async-stale-read")
  @Async
  Coroutine<Void> transferStale(int amount) {
    if (from >= amount) {
      await(audit(amount));
      from -= amount;
      to += amount;
    }
    return done();
  }

  @Async
  Coroutine<Void> transferAudited(int amount) {
    try (var held = await(lock.acquire())) {
      return transferStale(amount);
    }
  }

  String balances() {
    return from + ", " + to;
  }

  /** Transfers 80 three times in each of the three ways: it is there once. */
  public static void main(String[] args) {
    var three = Collections.nCopies(3, 80);
    var plain = new AtomicTransfer();
    run(() -> done(await(gather(three, plain::transfer))));
    var stale = new AtomicTransfer();
    run(() -> done(await(gather(three, stale::transferStale))));
    var audited = new AtomicTransfer();
    run(() -> done(await(gather(three, audited::transferAudited))));
    System.out.println(plain.balances());
    System.out.println(stale.balances() + " - overdrawn");
    System.out.println(audited.balances());
  }
}
