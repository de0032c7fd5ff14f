package dev.simmer.lint;

import com.sun.source.util.TreePath;
import java.util.List;

/**
 * Everything the checks want to know about one top-level class and the types inside it.
 *
 * @param bodies every method, lambda and initialiser, in the order of the source
 * @param bindings what becomes of the variables
 * @param suppressions the annotations that suppress warnings
 * @param plain whether nothing in it is async: no body to watch, no value of such a type, no call
 *     on one
 */
record ClassFacts(
    List<Body> bodies, Bindings bindings, List<TreePath> suppressions, boolean plain) {}
