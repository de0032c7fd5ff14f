package dev.simmer.examples.accounts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** Accounts in a table; the same SQL for H2 and PostgreSQL. Knows nothing of Simmer. */
class JdbcAccounts implements Accounts {
  private static final String TABLE = "simmer_example_accounts";
  private static final Duration PATIENCE = Duration.ofMillis(10);

  private final Database database;

  JdbcAccounts(Database database) {
    this.database = database;
  }

  @Override
  public void open(List<String> owners, long balance) throws SQLException {
    database.run(
        connection -> {
          execute(connection, "DROP TABLE IF EXISTS " + TABLE);
          execute(
              connection,
              "CREATE TABLE "
                  + TABLE
                  + " (owner VARCHAR(40) PRIMARY KEY, balance BIGINT NOT NULL)");
          for (String owner : owners) {
            update(connection, "INSERT INTO " + TABLE + " VALUES (?, ?)", owner, balance);
          }
        });
  }

  @Override
  public long balance(String owner) throws SQLException {
    return database.use(connection -> balance(connection, owner));
  }

  @Override
  public void transfer(String from, String to, long amount)
      throws SQLException, OverdrawnException {
    database.<OverdrawnException>run(
        connection -> {
          connection.setAutoCommit(false);
          if (update(
                  connection,
                  "UPDATE " + TABLE + " SET balance = balance - ? WHERE owner = ? AND balance >= ?",
                  amount,
                  from,
                  amount)
              == 0) {
            connection.rollback();
            throw new OverdrawnException(from, amount);
          }
          update(
              connection,
              "UPDATE " + TABLE + " SET balance = balance + ? WHERE owner = ?",
              amount,
              to);
          connection.commit();
        });
  }

  @Override
  public void waitUntil(String owner, long balance) throws SQLException, InterruptedException {
    database.<InterruptedException>run(
        connection -> {
          while (balance(connection, owner) < balance) {
            Thread.sleep(PATIENCE.toMillis());
          }
        });
  }

  @Override
  public void close() throws SQLException {
    database.run(
        connection -> {
          execute(connection, "DROP TABLE IF EXISTS " + TABLE);
        });
  }

  private static long balance(Connection connection, String owner) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT balance FROM " + TABLE + " WHERE owner = ?")) {
      query.setString(1, owner);
      try (ResultSet rows = query.executeQuery()) {
        if (!rows.next()) {
          throw new SQLException(owner + " has no account");
        }
        return rows.getLong(1);
      }
    }
  }

  private static int update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        update.setObject(i + 1, values[i]);
      }
      return update.executeUpdate();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
