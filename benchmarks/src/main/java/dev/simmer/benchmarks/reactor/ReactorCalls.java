package dev.simmer.benchmarks.reactor;

import dev.simmer.benchmarks.workload.Calls;
import java.util.function.IntFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** W1 and W2 with Reactor. */
public final class ReactorCalls implements Calls {
  private final Scheduler loop = Schedulers.single();
  private final Service service = new Service();
  private final Source source = new Service();

  @Override
  public int ready(int n) {
    return dependent(n, this::leaf);
  }

  @Override
  public int framed(int n) {
    return dependent(n, this::framedLeaf);
  }

  @Override
  public int staticCallee(int n) {
    return dependent(n, Statics::leaf);
  }

  @Override
  public int classCallee(int n) {
    return dependent(n, x -> service.leaf(x));
  }

  @Override
  public int interfaceCallee(int n) {
    return dependent(n, x -> source.leaf(x));
  }

  @Override
  public int yields(int n) {
    return Flux.range(0, n).concatMap(this::yielded).reduce(0, (last, x) -> x).block();
  }

  @Override
  public int chains(int n) {
    return Flux.range(0, n).concatMap(i -> chain(DEPTH - 1, 0)).reduce(0, Integer::sum).block();
  }

  private static int dependent(int n, IntFunction<Mono<Integer>> callee) {
    int[] last = {0};
    return Flux.range(0, n)
        .concatMap(i -> callee.apply(last[0] ^ i))
        .doOnNext(x -> last[0] = x)
        .last(0)
        .block();
  }

  private Mono<Integer> leaf(int x) {
    return Mono.just(x + 1);
  }

  private Mono<Integer> framedLeaf(int x) {
    return Mono.defer(() -> x < 0 ? yielded(x) : Mono.just(x + 1));
  }

  private Mono<Integer> yielded(int x) {
    return Mono.just(x + 1).publishOn(loop);
  }

  private Mono<Integer> chain(int below, int x) {
    return below == 0 ? yielded(x) : chain(below - 1, x).map(result -> 1 + result);
  }

  static class Statics {
    static Mono<Integer> leaf(int x) {
      return Mono.just(x + 1);
    }
  }

  interface Source {
    Mono<Integer> leaf(int x);
  }

  static class Service implements Source {
    @Override
    public Mono<Integer> leaf(int x) {
      return Mono.just(x + 1);
    }
  }
}
