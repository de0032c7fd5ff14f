package dev.simmer.examples.accounts;

import dev.simmer.AsyncFacade;
import java.sql.SQLException;
import java.util.List;

/**
 * What a bank keeps in a database, in plain blocking Java. The annotation has {@code AsyncAccounts}
 * generated, which the loop's tasks use: the same methods, documented and failing as here, each
 * returning a coroutine. At most four threads of its own wait for the database.
 */
@AsyncFacade(threads = 4)
public interface Accounts extends AutoCloseable {
  /**
   * Opens accounts.
   *
   * @param owners whose
   * @param balance what each begins with
   */
  void open(List<String> owners, long balance) throws SQLException;

  /**
   * Reads a balance.
   *
   * @return what the owner has
   */
  long balance(String owner) throws SQLException;

  /**
   * Moves money in one transaction.
   *
   * @throws OverdrawnException when {@code from} has less; nothing is moved then
   */
  void transfer(String from, String to, long amount) throws SQLException, OverdrawnException;

  /**
   * Waits until somebody has paid in enough, by asking again and again.
   *
   * @throws InterruptedException when told to stop, as the cancel of an await does
   */
  void waitUntil(String owner, long balance) throws SQLException, InterruptedException;

  /** Deletes the accounts. */
  @Override
  void close() throws SQLException;
}
