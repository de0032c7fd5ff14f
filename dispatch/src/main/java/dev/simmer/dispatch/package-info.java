/**
 * A small program with {@code @Async} methods of every kind and the places that await them, for
 * tests that put mocks, proxies, overrides and woven code in between.
 */
@NullMarked
package dev.simmer.dispatch;

import org.jspecify.annotations.NullMarked;
