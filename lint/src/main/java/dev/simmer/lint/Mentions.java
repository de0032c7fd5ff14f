package dev.simmer.lint;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/**
 * The simple names in one file, as javac read it: nothing need be attributed for them.
 *
 * @param all every name that its code and declarations use, and those of the types it declares
 * @param topLevel the names of its top-level types
 * @param extended the names of what its types extend or implement, anonymous ones included
 * @param annotations the names of its annotations
 */
record Mentions(Set<Name> all, Set<Name> topLevel, Set<Name> extended, Set<Name> annotations) {

  private static final Set<String> OF_THE_JDK =
      Set.of("Override", "SuppressWarnings", "Deprecated", "SafeVarargs", "FunctionalInterface");

  static Mentions in(CompilationUnitTree file) {
    Mentions mentions =
        new Mentions(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
    for (Tree declared : file.getTypeDecls()) {
      if (declared instanceof ClassTree type) {
        mentions.topLevel.add(type.getSimpleName());
      }
    }
    mentions.new Scanner().scan(file, null);
    return mentions;
  }

  /**
   * Tells whether a method may be async, or one that a loop calls, with Simmer there: what has no
   * annotation and overrides nothing is neither.
   */
  boolean mayDeclareAsync() {
    return !extended.isEmpty()
        || annotations.stream().anyMatch(name -> !OF_THE_JDK.contains(name.toString()));
  }

  private final class Scanner extends TreeScanner<@Nullable Void, @Nullable Void> {

    @Override
    public @Nullable Void visitIdentifier(IdentifierTree node, @Nullable Void unused) {
      all.add(node.getName());
      return null;
    }

    @Override
    public @Nullable Void visitMemberSelect(MemberSelectTree node, @Nullable Void unused) {
      all.add(node.getIdentifier());
      return super.visitMemberSelect(node, null);
    }

    @Override
    public @Nullable Void visitClass(ClassTree node, @Nullable Void unused) {
      all.add(node.getSimpleName());
      addExtended(node.getExtendsClause());
      node.getImplementsClause().forEach(this::addExtended);
      return super.visitClass(node, null);
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree node, @Nullable Void unused) {
      if (node.getClassBody() != null) {
        addExtended(node.getIdentifier());
      }
      return super.visitNewClass(node, null);
    }

    @Override
    public @Nullable Void visitAnnotation(AnnotationTree node, @Nullable Void unused) {
      add(node.getAnnotationType(), annotations);
      return super.visitAnnotation(node, null);
    }

    private void addExtended(@Nullable Tree type) {
      add(type, extended);
    }

    private void add(@Nullable Tree type, Set<Name> names) {
      if (type instanceof ParameterizedTypeTree parameterized) {
        add(parameterized.getType(), names);
      } else if (type instanceof IdentifierTree simple) {
        names.add(simple.getName());
      } else if (type instanceof MemberSelectTree qualified) {
        names.add(qualified.getIdentifier());
      } else if (type instanceof AnnotatedTypeTree annotated) {
        add(annotated.getUnderlyingType(), names);
      }
    }
  }
}
