package dev.simmer.examples.recipes;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.gather;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.toThread;

import dev.simmer.Async;
import dev.simmer.Coroutine;
import java.util.List;

/**
 * Handler, service and repository, all async but the last, which blocks two calls further down. In
 * Python nobody says so, and each request waits for those before it. Here it does not compile,
 * {@code [async-blocking-transitive]}, and the report prints the path through the layers:
 *
 * <pre>
 * error: [async-blocking-transitive] Repository.find reaches Thread.sleep, which blocks the event loop in
 *        Service.stalling (sleep)
 *   path:   Service.stalling -&gt; Repository.find -&gt; Repository.query -&gt; Thread.sleep
 *
 * class Repository:
 *     def find(self, number):
 *         return self.query(f"... WHERE number = {number}")
 *     def query(self, sql):
 *         time.sleep(0.1)                     # a driver that blocks
 *         return sql
 *
 * class Service:
 *     async def stalling(self, number):
 *         return self.repository.find(number)
 *     async def waiting(self, number):
 *         return await asyncio.to_thread(self.repository.find, number)
 *
 * async def handle(service, number):
 *     order = await service.waiting(number)
 *     return f"200 {order}"
 * </pre>
 */
public final class ThreeLayers {
  private ThreeLayers() {}

  /** Knows nothing of the loop. */
  static final class Repository {
    String find(int number) throws InterruptedException {
      return query("SELECT * FROM orders WHERE number = " + number);
    }

    private static String query(String sql) throws InterruptedException {
      Thread.sleep(100);
      return sql;
    }
  }

  static final class Service {
    private final Repository repository = new Repository();

    @SuppressWarnings("async-blocking-transitive") // or this would not compile
    @Async
    Coroutine<String> stalling(int number) throws InterruptedException {
      return done(repository.find(number));
    }

    @Async
    Coroutine<String> waiting(int number) throws InterruptedException {
      return done(await(toThread(() -> repository.find(number))));
    }
  }

  @Async
  static Coroutine<String> handle(Service service, int number) throws InterruptedException {
    var order = await(service.waiting(number));
    return done("200 " + order);
  }

  /** Handles three requests at once. */
  public static void main(String[] args) throws InterruptedException {
    var service = new Service();
    System.out.println(
        run(() -> done(await(gather(List.of(1, 2, 3), number -> handle(service, number))))));
  }
}
