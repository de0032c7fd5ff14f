package dev.simmer.lint;

import com.sun.source.tree.LineMap;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.HashMap;
import java.util.Map;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/** What the lint asks javac and the catalogue about the program that is being compiled. */
final class Compilation {

  private final Trees trees;
  private final Types types;
  private final Elements elements;
  private final Vocabulary vocabulary;
  private final Catalogue catalogue;
  private final Libraries libraries;
  private final Hierarchy hierarchy;
  private final BinaryTypes binaryTypes;
  private final Descriptors descriptors;
  private final Faces faces;
  private final boolean everyMethodIsAsync;
  private final Twins twins;
  private final AsyncTypes asyncTypes;
  private final Map<TypeElement, String> binaryNames = new HashMap<>();
  private final Map<TypeElement, Boolean> inSource = new HashMap<>();

  /**
   * Reads the lint's own catalogue.
   *
   * @param javac javac's own environment
   * @param given the environment the build tool handed out: files are found through it
   * @param everyMethodIsAsync whether this is the noise test, see {@link LintProcessor}
   */
  Compilation(
      ProcessingEnvironment javac, ProcessingEnvironment given, boolean everyMethodIsAsync) {
    this.everyMethodIsAsync = everyMethodIsAsync;
    trees = Trees.instance(javac);
    types = javac.getTypeUtils();
    elements = javac.getElementUtils();
    vocabulary = new Vocabulary(elements, types);
    catalogue = new Catalogue();
    libraries = new Libraries(given.getFiler(), elements);
    CatalogueReader reader =
        new CatalogueReader(
            catalogue,
            sentence -> given.getMessager().printMessage(Diagnostic.Kind.WARNING, sentence));
    CatalogueSources sources = new CatalogueSources(reader, libraries);
    sources.readOwn();
    hierarchy = new Hierarchy(elements, types, sources);
    binaryTypes = new BinaryTypes(hierarchy, sources, libraries);
    descriptors = new Descriptors(types, elements);
    faces = new Faces(this);
    twins = new Twins(this);
    asyncTypes = new AsyncTypes(this);
  }

  boolean everyMethodIsAsync() {
    return everyMethodIsAsync;
  }

  Trees trees() {
    return trees;
  }

  Types types() {
    return types;
  }

  Elements elements() {
    return elements;
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  Catalogue catalogue() {
    return catalogue;
  }

  Libraries libraries() {
    return libraries;
  }

  Hierarchy hierarchy() {
    return hierarchy;
  }

  BinaryTypes binaryTypes() {
    return binaryTypes;
  }

  Descriptors descriptors() {
    return descriptors;
  }

  Faces faces() {
    return faces;
  }

  Twins twins() {
    return twins;
  }

  AsyncTypes asyncTypes() {
    return asyncTypes;
  }

  /** Returns what the tree names, or null where javac could not tell. */
  @Nullable Element element(TreePath path) {
    Element element = trees.getElement(path);
    return element == null || element.asType().getKind() == TypeKind.ERROR ? null : element;
  }

  @Nullable Element element(TreePath parent, Tree child) {
    return element(new TreePath(parent, child));
  }

  /** Returns the type of the expression, or null where javac could not tell. */
  @Nullable TypeMirror type(TreePath path) {
    TypeMirror type = trees.getTypeMirror(path);
    return type == null || type.getKind() == TypeKind.ERROR ? null : type;
  }

  /** Returns the class behind a type, a type variable's bound included. */
  @Nullable TypeElement classOf(@Nullable TypeMirror type) {
    if (type == null) {
      return null;
    }
    TypeMirror erased =
        type.getKind() == TypeKind.DECLARED || type.getKind() == TypeKind.TYPEVAR
            ? types.erasure(type)
            : type;
    return erased.getKind() == TypeKind.DECLARED
        ? (TypeElement) ((DeclaredType) erased).asElement()
        : null;
  }

  /** Returns the name that class files give a type; javac decodes it each time it is asked. */
  String binaryName(TypeElement type) {
    return binaryNames.computeIfAbsent(type, asked -> elements.getBinaryName(asked).toString());
  }

  /** Tells whether javac compiles the type now, and has not just read its class file. */
  boolean isInSource(TypeElement type) {
    return inSource.computeIfAbsent(type, asked -> trees.getTree(asked) != null);
  }

  /** Returns the method's name in the call graph. */
  MethodKey key(ExecutableElement method) {
    String owner = method.getEnclosingElement() instanceof TypeElement type ? binaryName(type) : "";
    return new MethodKey(owner, method.getSimpleName().toString(), descriptors.parameters(method));
  }

  /** Returns the file and line where the tree starts, as in a stack trace. */
  String place(TreePath path) {
    long line = line(path);
    return line == Diagnostic.NOPOS ? file(path) : file(path) + ":" + line;
  }

  /** Returns the name of the file, as in a stack trace. */
  static String file(TreePath path) {
    String file = path.getCompilationUnit().getSourceFile().getName();
    return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  }

  /** Returns where the tree starts; where it ends javac keeps only when somebody asked it to. */
  long start(TreePath path) {
    return trees.getSourcePositions().getStartPosition(path.getCompilationUnit(), path.getLeaf());
  }

  private long line(TreePath path) {
    long start = start(path);
    LineMap lines = path.getCompilationUnit().getLineMap(); // with -g:none javac keeps none
    return start == Diagnostic.NOPOS || lines == null
        ? Diagnostic.NOPOS
        : lines.getLineNumber(start);
  }
}
