package dev.simmer.examples.accounts;

import static dev.simmer.Simmer.run;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code accounts} example: a JDBC database, awaited through a generated face. */
@Command(
    name = "accounts",
    description = "Moves money in a database whose driver blocks, while the loop goes on.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class AccountsCommand implements Callable<Integer> {
  /** Kept while the program runs; each connection alone would find it empty. */
  private static final String EMBEDDED = "jdbc:h2:mem:accounts;DB_CLOSE_DELAY=-1";

  private static final String HERE = "localhost:5432/postgres";

  @Spec private CommandSpec spec = CommandSpec.create();

  @ArgGroup private Where where = new Where();

  /** Where the database is; H2 in this process unless said otherwise. */
  static final class Where {
    @Option(
        names = "--postgres",
        paramLabel = "HOST:PORT/NAME",
        arity = "0..1",
        fallbackValue = HERE,
        description = "use PostgreSQL, there or at " + HERE)
    private @Nullable String postgres;

    @Option(
        names = "--url",
        paramLabel = "URL",
        description = "use the database at this address: jdbc:h2:... or jdbc:postgresql:...")
    private @Nullable String url;

    private String address() {
      if (postgres != null) {
        return "jdbc:postgresql://" + postgres;
      }
      return url == null ? EMBEDDED : url;
    }
  }

  @Option(names = "--user", paramLabel = "NAME", description = "who logs in")
  private @Nullable String user;

  @Option(
      names = "--password",
      paramLabel = "PASSWORD",
      description = "the user's password; asked for when left empty",
      arity = "0..1",
      interactive = true)
  private char @Nullable [] password;

  @Override
  public Integer call() throws OverdrawnException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    var database = new Database(address(), login());
    out.printf("accounts in %s%n", database);
    out.flush();
    try {
      run(new Teller(database, out).serve());
      return 0;
    } catch (SQLException e) {
      PrintWriter err = spec.commandLine().getErr();
      err.printf("accounts: %s: %s%n", whatIsWrong(e).formatted(database), firstLine(e));
      err.flush();
      return 1;
    }
  }

  private String address() {
    String address = where.address();
    if (!address.startsWith("jdbc:h2:") && !address.startsWith("jdbc:postgresql:")) {
      throw new ParameterException(
          spec.commandLine(),
          "--url must begin with jdbc:h2: or jdbc:postgresql:, but was " + address);
    }
    return address;
  }

  private Properties login() {
    var login = new Properties();
    if (user != null) {
      login.setProperty("user", user);
    }
    if (password != null) {
      login.setProperty("password", new String(password));
    }
    return login;
  }

  /** Class 08 of SQL's states is about connections. */
  private static String whatIsWrong(SQLException e) {
    String state = e.getSQLState();
    return state != null && state.startsWith("08")
        ? "no database answers at %s"
        : "the database at %s does not do it";
  }

  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
