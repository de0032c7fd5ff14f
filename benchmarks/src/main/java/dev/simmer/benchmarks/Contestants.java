package dev.simmer.benchmarks;

import dev.simmer.benchmarks.direct.DirectCalls;
import dev.simmer.benchmarks.direct.DirectTasks;
import dev.simmer.benchmarks.eaasync.EaAsyncCalls;
import dev.simmer.benchmarks.eaasync.EaAsyncMessages;
import dev.simmer.benchmarks.eaasync.EaAsyncTasks;
import dev.simmer.benchmarks.eaasync.EaAsyncWaiting;
import dev.simmer.benchmarks.futures.FutureCalls;
import dev.simmer.benchmarks.futures.FutureMessages;
import dev.simmer.benchmarks.futures.FutureTasks;
import dev.simmer.benchmarks.futures.FutureWaiting;
import dev.simmer.benchmarks.hand.HandCalls;
import dev.simmer.benchmarks.hand.HandEcho;
import dev.simmer.benchmarks.hand.HandMessages;
import dev.simmer.benchmarks.hand.HandTasks;
import dev.simmer.benchmarks.hand.HandWaiting;
import dev.simmer.benchmarks.kotlin.KotlinCalls;
import dev.simmer.benchmarks.kotlin.KotlinMessages;
import dev.simmer.benchmarks.kotlin.KotlinTasks;
import dev.simmer.benchmarks.kotlin.KotlinWaiting;
import dev.simmer.benchmarks.netty.NettyEcho;
import dev.simmer.benchmarks.reactor.ReactorCalls;
import dev.simmer.benchmarks.reactor.ReactorMessages;
import dev.simmer.benchmarks.reactor.ReactorTasks;
import dev.simmer.benchmarks.reactor.ReactorWaiting;
import dev.simmer.benchmarks.simmer.SimmerCalls;
import dev.simmer.benchmarks.simmer.SimmerEcho;
import dev.simmer.benchmarks.simmer.SimmerMessages;
import dev.simmer.benchmarks.simmer.SimmerTasks;
import dev.simmer.benchmarks.simmer.SimmerWaiting;
import dev.simmer.benchmarks.vthreads.VirtualThreadCalls;
import dev.simmer.benchmarks.vthreads.VirtualThreadEcho;
import dev.simmer.benchmarks.vthreads.VirtualThreadMessages;
import dev.simmer.benchmarks.vthreads.VirtualThreadTasks;
import dev.simmer.benchmarks.vthreads.VirtualThreadWaiting;
import dev.simmer.benchmarks.workload.Calls;
import dev.simmer.benchmarks.workload.Echo;
import dev.simmer.benchmarks.workload.Messages;
import dev.simmer.benchmarks.workload.Tasks;
import dev.simmer.benchmarks.workload.Waiting;
import java.util.List;
import kotlin.coroutines.CoroutineContext;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlinx.coroutines.Dispatchers;

/** Who is compared, in the order of the tables' columns. */
final class Contestants {
  /** A plain call, which cannot wait. */
  static final String DIRECT = "direct";

  /** A state machine written by hand: the bound. */
  static final String HAND = "hand";

  static final String SIMMER = "simmer";
  static final String KOTLIN = "kotlin";
  static final String KOTLIN_DEFAULT = "kotlin-default";
  static final String NETTY = "netty";

  static final List<Contestant> ALL =
      List.of(
          Contestant.named(DIRECT)
              .with(Calls.class, DirectCalls::new)
              .with(Tasks.class, DirectTasks::new),
          Contestant.named(HAND)
              .with(Calls.class, HandCalls::new)
              .with(Tasks.class, HandTasks::new)
              .with(Messages.class, HandMessages::new)
              .with(Waiting.class, HandWaiting::new)
              .with(Echo.class, HandEcho::new),
          Contestant.named(SIMMER)
              .with(Calls.class, SimmerCalls::new)
              .with(Tasks.class, SimmerTasks::new)
              .with(Messages.class, SimmerMessages::new)
              .with(Waiting.class, SimmerWaiting::new)
              .with(Echo.class, SimmerEcho::new),
          kotlin(KOTLIN, EmptyCoroutineContext.INSTANCE),
          kotlin(KOTLIN_DEFAULT, Dispatchers.getDefault()),
          virtualThreads("vt1", 1),
          virtualThreads("vt2", 2),
          Contestant.named("ea-async")
              .with(Calls.class, EaAsyncCalls::new)
              .with(Tasks.class, EaAsyncTasks::new)
              .with(Messages.class, EaAsyncMessages::new)
              .with(Waiting.class, EaAsyncWaiting::new),
          Contestant.named("futures")
              .with(Calls.class, FutureCalls::new)
              .with(Tasks.class, FutureTasks::new)
              .with(Messages.class, FutureMessages::new)
              .with(Waiting.class, FutureWaiting::new),
          Contestant.named("reactor")
              .with(Calls.class, ReactorCalls::new)
              .with(Tasks.class, ReactorTasks::new)
              .with(Messages.class, ReactorMessages::new)
              .with(Waiting.class, ReactorWaiting::new),
          Contestant.named(NETTY).with(Echo.class, NettyEcho::new),
          Contestant.named(Python.NAME));

  private Contestants() {}

  static Contestant named(String name) {
    return ALL.stream()
        .filter(contestant -> contestant.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no contestant '" + name + "'"));
  }

  private static Contestant kotlin(String name, CoroutineContext context) {
    return Contestant.named(name)
        .with(Calls.class, () -> new KotlinCalls(context))
        .with(Tasks.class, () -> new KotlinTasks(context))
        .with(Messages.class, () -> new KotlinMessages(context))
        .with(Waiting.class, () -> new KotlinWaiting(context));
  }

  private static Contestant virtualThreads(String name, int carriers) {
    return Contestant.named(
            name,
            "-Djdk.virtualThreadScheduler.parallelism=" + carriers,
            "-Djdk.virtualThreadScheduler.maxPoolSize=" + carriers)
        .with(Calls.class, VirtualThreadCalls::new)
        .with(Tasks.class, VirtualThreadTasks::new)
        .with(Messages.class, VirtualThreadMessages::new)
        .with(Waiting.class, VirtualThreadWaiting::new)
        .with(Echo.class, VirtualThreadEcho::new);
  }
}
