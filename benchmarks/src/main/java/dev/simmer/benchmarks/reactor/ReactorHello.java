package dev.simmer.benchmarks.reactor;

import java.time.Duration;
import reactor.core.publisher.Mono;

/** W10 with Reactor. */
public final class ReactorHello {
  private ReactorHello() {}

  public static void main(String[] args) {
    Mono.delay(Duration.ofMillis(1)).doOnNext(slept -> System.out.println("hello")).block();
  }
}
