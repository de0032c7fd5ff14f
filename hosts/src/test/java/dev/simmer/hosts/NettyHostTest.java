package dev.simmer.hosts;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simmer.Async;
import dev.simmer.Coroutine;
import dev.simmer.GuestLoop;
import dev.simmer.Host;
import dev.simmer.Promise;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A guest on an event loop of Netty, which is a scheduled executor. */
class NettyHostTest extends HostTest {
  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final EventLoop netty = group.next();

  @Override
  Host open() {
    return Host.of(netty);
  }

  @Override
  void end() {
    group.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
  }

  /** Awaits what Netty promises: its listeners are called on the loop's own thread. */
  @Async
  private <T> Coroutine<T> awaitNetty(Future<T> future) throws Exception {
    Promise<T> promise = new Promise<>();
    future.addListener(
        ended -> {
          if (ended.isSuccess()) {
            promise.complete(future.getNow());
          } else {
            promise.fail(ended.cause());
          }
        });
    return done(await(promise));
  }

  @Test
  void futureOfNettyIsAwaited() throws Exception {
    var ticked =
        guest.submit(() -> awaitNetty(netty.schedule(() -> "tick", 1, TimeUnit.MILLISECONDS)));
    assertThat(ticked.get()).isEqualTo("tick");
  }

  @Test
  void loopThatHasEndedRefuses() throws Exception {
    var other = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    GuestLoop late = new GuestLoop(other.next());
    other.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    assertThatThrownBy(() -> late.submit(done(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("whose host refuses work")
        .hasCauseInstanceOf(RejectedExecutionException.class);
  }
}
