/**
 * A database whose driver only blocks, awaited through a generated face: on H2 in this process, or
 * on PostgreSQL.
 */
@NullMarked
package dev.simmer.examples.accounts;

import org.jspecify.annotations.NullMarked;
