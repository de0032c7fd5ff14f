package dev.simmer.benchmarks.kotlin

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
