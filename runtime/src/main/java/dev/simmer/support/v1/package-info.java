/** What rewritten code calls; versioned, and not for people to call. */
@NullMarked
package dev.simmer.support.v1;

import org.jspecify.annotations.NullMarked;
