/**
 * The workloads with ea-async, which reads class files of Java 8 only: this package is compiled as
 * such, and rewritten by its own program when the module is built.
 */
package dev.simmer.benchmarks.eaasync;
