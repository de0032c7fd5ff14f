package dev.simmer.benchmarks.kotlin

import dev.simmer.benchmarks.workload.Messages
import kotlin.coroutines.CoroutineContext
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.sync.Semaphore
import kotlinx.coroutines.sync.withPermit

/** W5 and W9 with Kotlin's coroutines. */
class KotlinMessages(private val context: CoroutineContext) : Messages {
  override fun pipe(capacity: Int, n: Int): Long = runBlocking(context) {
    val channel = Channel<Int>(capacity)
    launch { for (i in 0 until n) channel.send(i) }
    var sum = 0L
    for (i in 0 until n) sum += channel.receive()
    sum
  }

  override fun pingPong(n: Int): Long = runBlocking(context) {
    val pings = Channel<Int>(1)
    val pongs = Channel<Int>(1)
    launch { for (i in 0 until n) pongs.send(pings.receive() + 1) }
    var ball = 0
    for (i in 0 until n) {
      pings.send(ball)
      ball = pongs.receive()
    }
    ball.toLong()
  }

  override fun permits(permits: Int, n: Int): Int = runBlocking(context) {
    val semaphore = Semaphore(permits)
    val tasks = List(n) {
      async {
        semaphore.withPermit { delay(1) }
        1
      }
    }
    tasks.awaitAll().sum()
  }
}
