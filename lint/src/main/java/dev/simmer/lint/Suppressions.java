package dev.simmer.lint;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** The {@code @SuppressWarnings} of the program: what they cover, and which cover nothing. */
final class Suppressions {
  private static final String WORD = "async";

  /** One word of one annotation. */
  private record Word(Element declared, String value) {}

  /**
   * A word that ours begins, and where it is written.
   *
   * @param annotation the annotation it stands in
   */
  private record Written(Word word, TreePath annotation) {}

  private final Trees trees;
  private final Set<Word> used = new HashSet<>();
  private final List<Written> written = new ArrayList<>();

  Suppressions(Trees trees) {
    this.trees = trees;
  }

  /** Says whether a declaration around the place covers the rule. */
  boolean cover(Rule rule, TreePath from) {
    boolean covered = false;
    for (TreePath path = from; path != null; path = path.getParentPath()) {
      Element declared = isDeclaration(path.getLeaf()) ? trees.getElement(path) : null;
      for (String value : values(declared)) {
        if (declared != null && rule.isSuppressedBy(value)) {
          used.add(new Word(declared, value));
          covered = true;
        }
      }
    }
    return covered;
  }

  /** Tells whether an annotation may be one of those; javac has resolved it when that matters. */
  static boolean isOne(AnnotationTree annotation) {
    return annotation.getAnnotationType().toString().endsWith("Warnings");
  }

  /** Tells whether an annotation may name a rule of the lint, or all of them. */
  static boolean mayBeOurs(AnnotationTree annotation) {
    return annotation.toString().contains(WORD);
  }

  /** Remembers annotations of a class, to tell in the end which of them nobody needs. */
  void collect(List<TreePath> annotations) {
    for (TreePath annotation : annotations) {
      TreePath declaration = annotation.getParentPath().getParentPath();
      Element declared = trees.getElement(declaration);
      if (declared != null) {
        ours(declared).forEach(value -> add(declared, value, annotation));
      }
    }
  }

  private void add(Element declared, String value, TreePath annotation) {
    written.add(new Written(new Word(declared, value), annotation));
  }

  private static List<String> ours(Element declared) {
    return Stream.of(values(declared))
        .filter(value -> value.equals(WORD) || value.startsWith(WORD + "-"))
        .toList();
  }

  /** Reports what covered nothing so far; to be called when everything has been judged. */
  void reportUnused(Reporter reporter) {
    List<Written> all = List.copyOf(written);
    written.clear();
    for (Written one : all) {
      String value = one.word().value();
      List<Rule> rules =
          Stream.of(Rule.values()).filter(rule -> rule.isSuppressedBy(value)).toList();
      if (rules.isEmpty()) {
        report(one, unknown(value), reporter);
      } else if (!used.contains(one.word()) && rules.stream().anyMatch(reporter::isOn)) {
        report(one, unused(value), reporter);
      }
    }
  }

  private void report(Written one, Message message, Reporter reporter) {
    Rewrite rewrite = Rewrites.withoutWord(one.word().value());
    reporter.report(
        Rule.UNUSED_SUPPRESSION,
        one.annotation(),
        message,
        Edit.of(trees, one.annotation(), rewrite));
  }

  private static Message unused(String value) {
    return Message.of(
            Rule.UNUSED_SUPPRESSION.id(),
            "@SuppressWarnings(\"" + value + "\") suppresses nothing here")
        .why("it will hide the next mistake instead")
        .fix("delete it");
  }

  private static Message unknown(String value) {
    String nearest = Nearest.to(value, Stream.of(Rule.values()).map(Rule::id).distinct().toList());
    return Message.of(
            Rule.UNUSED_SUPPRESSION.id(),
            "there is no rule \"" + value + "\" that can be suppressed")
        .why("it suppresses nothing")
        .fix("@SuppressWarnings(\"" + nearest + "\"), or delete it");
  }

  private static String[] values(@Nullable Element declared) {
    SuppressWarnings suppressed =
        declared == null ? null : declared.getAnnotation(SuppressWarnings.class);
    return suppressed == null ? new String[0] : suppressed.value();
  }

  private static boolean isDeclaration(Tree tree) {
    return tree instanceof VariableTree || tree instanceof MethodTree || tree instanceof ClassTree;
  }
}
