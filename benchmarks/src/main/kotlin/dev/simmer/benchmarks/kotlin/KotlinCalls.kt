package dev.simmer.benchmarks.kotlin

import dev.simmer.benchmarks.workload.Calls
import kotlin.coroutines.CoroutineContext
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/** W1 and W2 with Kotlin's coroutines. */
class KotlinCalls(private val context: CoroutineContext) : Calls {
  private val service = Service()
  private val source: Source = Service()

  override fun ready(n: Int): Int = runBlocking(context) {
    var x = 0
    for (i in 0 until n) x = leaf(x xor i)
    x
  }

  override fun framed(n: Int): Int = runBlocking(context) {
    var x = 0
    for (i in 0 until n) x = framedLeaf(x xor i)
    x
  }

  override fun staticCallee(n: Int): Int = runBlocking(context) {
    var x = 0
    for (i in 0 until n) x = Statics.leaf(x xor i)
    x
  }

  override fun classCallee(n: Int): Int = runBlocking(context) {
    var x = 0
    for (i in 0 until n) x = service.leaf(x xor i)
    x
  }

  override fun interfaceCallee(n: Int): Int = runBlocking(context) {
    var x = 0
    for (i in 0 until n) x = source.leaf(x xor i)
    x
  }

  override fun yields(n: Int): Int = runBlocking(context) { yieldTimes(n) }

  override fun chains(n: Int): Int = runBlocking(context) {
    var x = 0
    for (i in 0 until n) x = chain(Calls.DEPTH - 1, x)
    x
  }

  override fun yieldsUnder(depth: Int, n: Int): Int = runBlocking(context) { under(depth, n) }

  private suspend fun leaf(x: Int): Int = x + 1

  private suspend fun framedLeaf(x: Int): Int {
    if (x < 0) yield()
    return x + 1
  }

  private suspend fun yieldTimes(n: Int): Int {
    var x = 0
    for (i in 0 until n) {
      yield()
      x++
    }
    return x
  }

  private suspend fun chain(below: Int, x: Int): Int {
    if (below == 0) {
      yield()
      return x + 1
    }
    return 1 + chain(below - 1, x)
  }

  private suspend fun under(depth: Int, n: Int): Int =
    if (depth == 1) 1 + yieldTimes(n) else 1 + under(depth - 1, n)
}

private object Statics {
  @JvmStatic suspend fun leaf(x: Int): Int = x + 1
}

private interface Source {
  suspend fun leaf(x: Int): Int
}

private open class Service : Source {
  override suspend fun leaf(x: Int): Int = x + 1
}
