package dev.simmer.examples.accounts;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lends connections, and knows how many are in use. Any thread may ask; a server of one's own would
 * keep them in a pool.
 */
final class Database {
  /** What is asked of a connection. */
  @FunctionalInterface
  interface Work<T, X extends Exception> {
    T with(Connection connection) throws SQLException, X;
  }

  /** What is done with a connection. */
  @FunctionalInterface
  interface Step<X extends Exception> {
    void with(Connection connection) throws SQLException, X;
  }

  private final String url;
  private final Properties login;
  private final AtomicInteger inUse = new AtomicInteger();
  private final AtomicInteger mostInUse = new AtomicInteger();

  Database(String url, Properties login) {
    this.url = url;
    this.login = login;
  }

  /** Opens a connection, does the work, and closes the connection, whatever happens. */
  <T, X extends Exception> T use(Work<T, X> work) throws SQLException, X {
    mostInUse.accumulateAndGet(inUse.incrementAndGet(), Math::max);
    try (Connection connection = DriverManager.getConnection(url, login)) {
      return work.with(connection);
    } finally {
      inUse.decrementAndGet();
    }
  }

  /** Does the same for what has no result. */
  <X extends Exception> void run(Step<X> step) throws SQLException, X {
    this.<Boolean, X>use(
        connection -> {
          step.with(connection);
          return true;
        });
  }

  int inUse() {
    return inUse.get();
  }

  int mostInUse() {
    return mostInUse.get();
  }

  /** Where it is, without what may follow in the address, such as a password. */
  @Override
  public String toString() {
    return url.replaceFirst("[;?].*", "");
  }
}
