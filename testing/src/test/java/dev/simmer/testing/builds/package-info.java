/**
 * Test classes that {@code FailingBuildTest} builds with; they are named so that no other build
 * runs them.
 */
package dev.simmer.testing.builds;
