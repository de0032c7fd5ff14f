/**
 * Tests of async code: on virtual time, in an order of the tester's choice, with nothing left
 * behind.
 */
@NullMarked
package dev.simmer.testing;

import org.jspecify.annotations.NullMarked;
