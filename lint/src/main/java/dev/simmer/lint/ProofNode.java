package dev.simmer.lint;

import java.util.List;

/**
 * A method with everything that a proof has to account for.
 *
 * @param key which method, lambda or initialiser
 * @param shown how a message calls it; empty for a lambda, which is shown as what is around it
 * @param judgedAlone whether it is an async method of this compilation, with a verdict of its own
 * @param steps what it does, in order
 */
record ProofNode(MethodKey key, String shown, boolean judgedAlone, List<Step> steps) {}
