package dev.simmer.benchmarks;

/**
 * What a task costs where there are so many.
 *
 * @param workload whose id, with the part of it where it has several
 * @param contestant whose name
 * @param tasks how many there were
 * @param nanos the loop's processor time and the collector's, for a task
 * @param collectorNanos how much of it was the collector's
 * @param bytes of memory for a task; NaN for a part that takes none
 */
record GrowthPoint(
    String workload,
    String contestant,
    int tasks,
    double nanos,
    double collectorNanos,
    double bytes) {}
