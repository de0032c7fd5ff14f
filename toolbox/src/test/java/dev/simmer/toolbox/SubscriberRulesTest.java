package dev.simmer.toolbox;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.each;
import static dev.simmer.Simmer.yieldNow;

import dev.simmer.Async;
import dev.simmer.AsyncGenerator;
import dev.simmer.Coroutine;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowSubscriberBlackboxVerification;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;

/** Holds {@link Flows#iterate} against the rules of Reactive Streams, as their makers test them. */
public class SubscriberRulesTest extends FlowSubscriberBlackboxVerification<Integer> {
  private BackgroundLoop background;

  public SubscriberRulesTest() {
    super(environment());
  }

  /** Waits long for what must come, for a machine may be slow, and shortly for what must not. */
  static TestEnvironment environment() {
    return new TestEnvironment(20_000, 50, 50);
  }

  @BeforeMethod
  public void open() {
    background = new BackgroundLoop("subscriber");
  }

  @AfterMethod
  public void close() {
    background.close();
  }

  @Override
  public Flow.Subscriber<Integer> createFlowSubscriber() {
    var subscriber = new CompletableFuture<Flow.Subscriber<? super Integer>>();
    Flow.Publisher<Integer> publisher = subscriber::complete;
    background.submit(drain(Flows.iterate(3, publisher)));
    @SuppressWarnings("unchecked") // what takes more takes these too
    var made = (Flow.Subscriber<Integer>) subscriber.join();
    return made;
  }

  @Override
  public Integer createElement(int element) {
    return element;
  }

  @Async
  private static Coroutine<Void> drain(AsyncGenerator<Integer> elements) {
    for (int element : each(elements)) {
      await(yieldNow());
    }
    return done();
  }
}
