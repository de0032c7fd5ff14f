package dev.simmer.benchmarks.kotlin

import dev.simmer.benchmarks.workload.Waiting
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Job
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.delay
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/** W6 and W7 with Kotlin's coroutines. */
class KotlinWaiting : Waiting {
  override fun sleepAndCancel(n: Int, stopwatch: Waiting.Stopwatch): Int = runBlocking {
    val jobs = List(n) { launch { delay(3_600_000) } }
    yield()
    stopwatch.allWait()
    cancelled(jobs, stopwatch)
  }

  override fun parkAndCancel(n: Int, stopwatch: Waiting.Stopwatch): Int = runBlocking {
    val never = CompletableDeferred<Unit>()
    val jobs = List(n) { launch { never.await() } }
    yield()
    stopwatch.allWait()
    cancelled(jobs, stopwatch)
  }

  private suspend fun cancelled(jobs: List<Job>, stopwatch: Waiting.Stopwatch): Int {
    for (job in jobs) job.cancel()
    jobs.joinAll()
    stopwatch.allEnded()
    return jobs.count { it.isCancelled }
  }

  override fun sleepAll(n: Int): Int = runBlocking {
    val tasks = List(n) { i ->
      async {
        delay((i % 1000).toLong())
        1
      }
    }
    tasks.awaitAll().sum()
  }

  override fun lateness(times: Int, late: LongArray) = runBlocking {
    var next = 0
    val jobs = List(64) {
      launch {
        repeat(times) {
          val due = System.nanoTime() + 1_000_000
          delay(1)
          late[next++] = System.nanoTime() - due
        }
      }
    }
    jobs.joinAll()
  }
}
