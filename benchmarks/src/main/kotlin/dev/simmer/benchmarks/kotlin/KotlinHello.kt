package dev.simmer.benchmarks.kotlin

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.delay
import kotlinx.coroutines.runBlocking

/** W10 with Kotlin's coroutines. */
object KotlinHello {
  @JvmStatic
  fun main(args: Array<String>) = runBlocking {
    delay(1)
    println("hello")
  }
}

/** W10 with Kotlin's coroutines on its own threads. */
object KotlinDefaultHello {
  @JvmStatic
  fun main(args: Array<String>) = runBlocking(Dispatchers.Default) {
    delay(1)
    println("hello")
  }
}
