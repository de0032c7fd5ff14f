package dev.simmer.examples.accounts;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.Task;
import dev.simmer.examples.CommandLineRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The example of a generated face, G19, on H2 and where there is no database. */
@Timeout(60)
class AccountsTest {
  private static final String H2 = "jdbc:h2:mem:test;DB_CLOSE_DELAY=-1";

  @Test
  void programDoesOnH2WhatItsPageSays() {
    var run = CommandLineRun.of("accounts");
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("accounts in jdbc:h2:mem:accounts"),
            line ->
                assertThat(line)
                    .matches("20 payments at once, at most [2-4] of them in the database: .*")
                    .endsWith("Ada has 0, Grace has 200"),
            line -> assertThat(line).isEqualTo("refused: Ada has less than 1000"),
            line -> assertThat(line).startsWith("given up: nobody has paid in a million within"),
            line -> assertThat(line).isEqualTo("connections still in use: 0"),
            line -> assertThat(line).startsWith("the loop's heartbeat came "));
  }

  @Test
  void databaseIsAskedOnThreadsOfTheFaceWhoseNumberIsBounded() throws Exception {
    var database = new Database(H2, new Properties());
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    var noted =
        new JdbcAccounts(database) {
          @Override
          public long balance(String owner) throws SQLException {
            threads.add(Thread.currentThread());
            return super.balance(owner);
          }
        };
    run(
        () -> {
          try (var accounts = new AsyncAccounts(noted)) {
            await(accounts.open(List.of("Ada"), 7));
            List<Task<Long>> tasks = new ArrayList<>();
            for (int n = 0; n < 20; n++) {
              tasks.add(createTask(accounts.balance("Ada")));
            }
            for (var task : tasks) {
              assertThat(await(task)).isEqualTo(7);
            }
          }
          return done();
        });
    assertThat(threads)
        .hasSizeBetween(1, 4)
        .doesNotContain(Thread.currentThread())
        .allSatisfy(thread -> assertThat(thread.getName()).isEqualTo("simmer-AsyncAccounts"));
    assertThat(database.mostInUse()).isBetween(1, 4);
  }

  @Test
  void cancelledAwaitInterruptsTheThreadWhichGivesItsConnectionBack() throws Exception {
    var database = new Database(H2, new Properties());
    run(
        () -> {
          try (var accounts = new AsyncAccounts(new JdbcAccounts(database))) {
            await(accounts.open(List.of("Ada"), 0));
            var waiting = createTask(accounts.waitUntil("Ada", 1));
            while (database.inUse() == 0) {
              await(yieldNow());
            }
            waiting.cancel();
            while (database.inUse() > 0) {
              await(yieldNow());
            }
            assertThat(waiting.isCancelled()).isTrue();
          }
          return done();
        });
  }

  @Test
  void serverThatDoesNotAnswerIsNamedInOneSentence() throws IOException {
    String address = "localhost:" + unusedPort() + "/bank";
    var run = CommandLineRun.of("accounts", "--postgres", address, "--user", "ada");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err())
        .startsWith("accounts: no database answers at jdbc:postgresql://" + address + ": ");
  }

  private static int unusedPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void databaseThatRefusesIsNamedWithoutItsPassword() {
    var run = CommandLineRun.of("accounts", "--url", "jdbc:h2:mem:none;IFEXISTS=TRUE;PASSWORD=x");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).startsWith("accounts: the database at jdbc:h2:mem:none does not do it: ");
  }

  @Test
  void addressOfAnotherDatabaseIsRefused() {
    var run = CommandLineRun.of("accounts", "--url", "jdbc:mysql://localhost/bank");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("accounts: --url must begin with jdbc:h2: or jdbc:postgresql:");
  }

  @Test
  void twoPlacesAreRefused() {
    var run = CommandLineRun.of("accounts", "--postgres", "--url", "jdbc:h2:mem:accounts");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--postgres").contains("--url");
    assertThat(run.err().lines()).hasSize(1);
  }
}
