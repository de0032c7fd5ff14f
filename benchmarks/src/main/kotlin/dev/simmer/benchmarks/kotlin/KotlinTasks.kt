package dev.simmer.benchmarks.kotlin

import dev.simmer.benchmarks.workload.Tasks
import kotlin.coroutines.CoroutineContext
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.runBlocking

/** W3 and W4 with Kotlin's coroutines. */
class KotlinTasks(private val context: CoroutineContext) : Tasks {
  override fun spawn(n: Int): Long = runBlocking(context) {
    val tasks = List(n) { i -> async { leaf(i) } }
    tasks.awaitAll().sumOf { it.toLong() }
  }

  override fun skynet(leaves: Int): Long = runBlocking(context) { node(0, leaves) }

  private suspend fun leaf(i: Int): Int = i

  private suspend fun node(first: Int, leaves: Int): Long {
    if (leaves == 1) return first.toLong()
    val each = leaves / Tasks.FAN_OUT
    return coroutineScope {
      val children = List(Tasks.FAN_OUT) { i -> async { node(first + i * each, each) } }
      children.sumOf { it.await() }
    }
  }
}
