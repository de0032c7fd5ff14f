/** What other tools see of rewritten classes: debuggers, coverage, agents, archives, traces. */
package dev.simmer.processor.tools;
