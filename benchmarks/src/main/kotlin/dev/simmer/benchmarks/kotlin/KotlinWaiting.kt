package dev.simmer.benchmarks.kotlin

import dev.simmer.benchmarks.workload.Waiting
import java.util.concurrent.atomic.AtomicInteger
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.delay
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/** W6 and W7 with Kotlin's coroutines. */
class KotlinWaiting(private val context: CoroutineContext) : Waiting {
  override fun sleepAndCancel(n: Int, stopwatch: Waiting.Stopwatch): Int =
    startAndCancel(n, stopwatch) { delay(3_600_000) }

  override fun parkAndCancel(n: Int, stopwatch: Waiting.Stopwatch): Int {
    val never = CompletableDeferred<Unit>()
    return startAndCancel(n, stopwatch) { never.await() }
  }

  private fun startAndCancel(
    n: Int,
    stopwatch: Waiting.Stopwatch,
    waiting: suspend CoroutineScope.() -> Unit,
  ): Int = runBlocking(context) {
    val jobs = List(n) { launch(block = waiting) }
    yield()
    if (context != EmptyCoroutineContext) settle(n)
    stopwatch.allWait()
    for (job in jobs) job.cancel()
    jobs.joinAll()
    stopwatch.allEnded()
    jobs.count { it.isCancelled }
  }

  /** On one thread all have had their turn when ours comes again; on several nobody can ask. */
  private suspend fun settle(n: Int) = delay(10 + n / 1000L)

  override fun sleepAll(n: Int): Int = runBlocking(context) {
    val tasks = List(n) { i ->
      async {
        delay((i % 1000).toLong())
        1
      }
    }
    tasks.awaitAll().sum()
  }

  override fun lateness(times: Int, late: LongArray) = runBlocking(context) {
    val next = AtomicInteger()
    val jobs = List(Waiting.SLEEPERS) {
      launch {
        repeat(times) {
          val due = System.nanoTime() + 1_000_000
          delay(1)
          late[next.getAndIncrement()] = System.nanoTime() - due
        }
      }
    }
    jobs.joinAll()
  }
}
