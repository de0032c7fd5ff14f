package dev.simmer.examples.recipes;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.millis;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.sleep;

import dev.simmer.Async;
import dev.simmer.AsyncCloseable;
import dev.simmer.Coroutine;
import java.util.function.Consumer;

/**
 * A connection that is opened and closed with an await. Whatever way the block is left, a cancel
 * included, what was opened last is closed first.
 *
 * <pre>
 * class Connection:
 *     async def __aenter__(self):
 *         await asyncio.sleep(0.01)
 *         self.log(f"open {self.name}")
 *         return self
 *     async def __aexit__(self, *failure):
 *         await asyncio.sleep(0.01)
 *         self.log(f"close {self.name}")
 *
 * async def copy(log, rows):
 *     async with Connection("source", log) as source, Connection("target", log) as target:
 *         for row in range(rows):
 *             await target.write(await source.read(row))
 * </pre>
 */
public final class OpenAndClose {
  private OpenAndClose() {}

  private record Connection(String name, Consumer<String> log) implements AsyncCloseable {
    @Async
    static Coroutine<Connection> open(String name, Consumer<String> log) {
      await(sleep(millis(10)));
      log.accept("open " + name);
      return done(new Connection(name, log));
    }

    @Async
    Coroutine<Integer> read(int row) {
      await(sleep(millis(10)));
      return done(row);
    }

    @Async
    Coroutine<Void> write(int row) {
      if (row < 0) {
        throw new IllegalArgumentException("no row " + row);
      }
      await(sleep(millis(10)));
      log.accept("write " + row);
      return done();
    }

    @Override
    @Async
    public Coroutine<Void> closeAsync() {
      await(sleep(millis(10)));
      log.accept("close " + name);
      return done();
    }
  }

  @Async
  static Coroutine<Void> copy(int firstRow, int rows, Consumer<String> log) {
    try (var source = await(Connection.open("source", log));
        var target = await(Connection.open("target", log))) {
      for (int row = firstRow; row < firstRow + rows; row++) {
        await(target.write(await(source.read(row))));
      }
    }
    return done();
  }

  /** Copies two rows. */
  public static void main(String[] args) {
    run(copy(0, 2, System.out::println));
  }
}
