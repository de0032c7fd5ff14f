package dev.simmer.examples.accounts;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.millis;
import static dev.simmer.Simmer.taskGroup;
import static dev.simmer.Simmer.waitFor;
import static dev.simmer.Simmer.yieldNow;

import dev.simmer.Async;
import dev.simmer.Coroutine;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Serves customers on one thread, though the database makes whoever asks it wait. Start here. */
final class Teller {
  private static final int PAYMENTS = 20;
  private static final Duration PATIENCE = millis(200);

  private final Database database;
  private final PrintWriter out;

  Teller(Database database, PrintWriter out) {
    this.database = database;
    this.out = out;
  }

  /** Opens accounts, does what a day brings, and deletes them. */
  @Async
  Coroutine<Void> serve() throws SQLException, OverdrawnException, InterruptedException {
    var heartbeat = new Heartbeat();
    var beating = createTask("heartbeat", heartbeat.beat());
    try (var accounts = new AsyncAccounts(new JdbcAccounts(database))) {
      await(accounts.open(List.of("Ada", "Grace"), 100));
      await(payAtOnce(accounts));
      await(overdraw(accounts));
      await(giveUp(accounts));
    } finally {
      beating.cancel();
    }
    out.printf(
        "the loop's heartbeat came %d times meanwhile, never later than after %d ms%n",
        heartbeat.beats(), heartbeat.longestPause().toMillis());
    return done();
  }

  /** One thread has twenty payments under way, and four others do what blocks. */
  @Async
  Coroutine<Void> payAtOnce(AsyncAccounts accounts) throws SQLException, OverdrawnException {
    try (var group = taskGroup()) {
      for (int n = 1; n <= PAYMENTS; n++) {
        group.createTask("payment " + n, accounts.transfer("Ada", "Grace", 5));
      }
    }
    long ada = await(accounts.balance("Ada"));
    long grace = await(accounts.balance("Grace"));
    out.printf(
        "%d payments at once, at most %d of them in the database: Ada has %d, Grace has %d%n",
        PAYMENTS, database.mostInUse(), ada, grace);
    return done();
  }

  /** What the blocking method throws, its await throws. */
  @Async
  Coroutine<Void> overdraw(AsyncAccounts accounts) throws SQLException {
    try {
      await(accounts.transfer("Ada", "Grace", 1_000));
    } catch (OverdrawnException refused) {
      out.printf("refused: %s%n", refused.getMessage());
    }
    return done();
  }

  /** A cancel, here by a timeout, interrupts the thread, which gives its connection back. */
  @Async
  Coroutine<Void> giveUp(AsyncAccounts accounts) throws SQLException, InterruptedException {
    try {
      await(waitFor(accounts.waitUntil("Ada", 1_000_000), PATIENCE));
    } catch (TimeoutException nobodyPaid) {
      out.printf("given up: nobody has paid in a million within %d ms%n", PATIENCE.toMillis());
    }
    while (database.inUse() > 0) {
      await(yieldNow());
    }
    out.printf("connections still in use: %d%n", database.inUse());
    return done();
  }
}
