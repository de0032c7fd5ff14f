package dev.simmer.lint;

import com.sun.source.tree.CompilationUnitTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Name;

/**
 * The files of the program that async code may lead into: those whose types it mentions, what those
 * mention, and whatever extends or implements a type that was mentioned.
 *
 * <p>Names are compared without packages, so a file may be taken for one that has the same name,
 * and never the other way round. A type that code uses and does not name stands in the declaration
 * of what it does name, unless a library holds it in between.
 */
final class Reach {
  private final Map<CompilationUnitTree, Mentions> unreached = new HashMap<>();

  /** The files that a name leads to. */
  private final Map<Name, List<CompilationUnitTree>> led = new HashMap<>();

  private final Set<Name> mentioned = new HashSet<>();

  /** Makes a file of the program known, while its tree is as javac parsed it. */
  void enter(CompilationUnitTree file) {
    Mentions mentions = Mentions.in(file);
    unreached.put(file, mentions);
    mentions.topLevel().forEach(name -> lead(name, file));
    mentions.extended().forEach(name -> lead(name, file));
  }

  private void lead(Name name, CompilationUnitTree file) {
    led.computeIfAbsent(name, files -> new ArrayList<>()).add(file);
  }

  /** Tells whether a file of a program with Simmer that is not reached may have a body to watch. */
  boolean mayDeclareAsync(CompilationUnitTree file) {
    Mentions mentions = unreached.get(file);
    return mentions == null || mentions.mayDeclareAsync();
  }

  /** Adds a file and all that it leads to. */
  void add(CompilationUnitTree start) {
    ArrayDeque<CompilationUnitTree> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      Mentions mentions = unreached.remove(open.remove());
      if (mentions != null) {
        for (Name name : mentions.all()) {
          if (mentioned.add(name)) {
            open.addAll(led.getOrDefault(name, List.of()));
          }
        }
      }
    }
  }

  boolean contains(CompilationUnitTree file) {
    return !unreached.containsKey(file);
  }
}
