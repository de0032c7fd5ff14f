package dev.simmer.toolbox;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.emit;
import static dev.simmer.Simmer.end;
import static dev.simmer.Simmer.yieldNow;

import dev.simmer.Async;
import dev.simmer.AsyncGenerator;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;

/**
 * Holds {@link Flows#publisher} against the rules of Reactive Streams, as their makers test them.
 */
public class PublisherRulesTest extends FlowPublisherVerification<Long> {
  /** How long a publisher is given to let go of a subscriber that has cancelled. */
  private static final long COLLECTED = 500;

  private BackgroundLoop background;

  public PublisherRulesTest() {
    super(SubscriberRulesTest.environment(), COLLECTED);
  }

  @BeforeMethod
  public void open() {
    background = new BackgroundLoop("publisher");
  }

  @AfterMethod
  public void close() {
    background.close();
  }

  @Override
  public Flow.Publisher<Long> createFlowPublisher(long elements) {
    return Flows.publisher(background.loop(), () -> count(elements).asyncIterator());
  }

  /** On a loop that is closed. */
  @Override
  public Flow.Publisher<Long> createFailedFlowPublisher() {
    background.close();
    return createFlowPublisher(1);
  }

  @Async
  private static AsyncGenerator<Long> count(long last) {
    for (long n = 1; n <= last; n++) {
      if (n % 2 == 0) {
        await(yieldNow());
      }
      emit(n);
    }
    return end();
  }
}
