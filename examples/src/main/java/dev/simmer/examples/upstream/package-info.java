/** Fetches the same items from a slow HTTP server, one after another and then concurrently. */
@NullMarked
package dev.simmer.examples.upstream;

import org.jspecify.annotations.NullMarked;
