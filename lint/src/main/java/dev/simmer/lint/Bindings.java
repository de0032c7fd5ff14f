package dev.simmer.lint;

import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/** What one top-level class does with its variables: their values, and whether anybody reads. */
final class Bindings {

  /**
   * One variable.
   *
   * @param element what it is
   * @param declaration where it is declared
   * @param values every expression assigned to it, the initialiser included
   * @param uses how often it is read, and written without a value of its own ({@code +=})
   */
  record Variable(Element element, TreePath declaration, List<TreePath> values, Uses uses) {

    /** Returns its only value, or null when it has several or gets it from elsewhere. */
    @Nullable TreePath onlyValue() {
      return values.size() == 1 && uses.updates == 0 ? values.get(0) : null;
    }
  }

  /** Counters of one variable. */
  static final class Uses {
    private int reads;
    private int updates;

    int reads() {
      return reads;
    }
  }

  private final Map<Element, Variable> variables = new LinkedHashMap<>();
  private final Map<Element, Integer> readsBeforeDeclaration = new LinkedHashMap<>();
  private final Map<Element, List<TreePath>> valuesBeforeDeclaration = new LinkedHashMap<>();

  void declare(Element element, TreePath declaration, @Nullable TreePath initialiser) {
    Variable variable = new Variable(element, declaration, new ArrayList<>(), new Uses());
    if (initialiser != null) {
      variable.values().add(initialiser);
    }
    variable.values().addAll(valuesBeforeDeclaration.getOrDefault(element, List.of()));
    variable.uses().reads += readsBeforeDeclaration.getOrDefault(element, 0);
    variables.put(element, variable);
  }

  /** Notes a read; fields may be read above their declaration. */
  void read(Element element) {
    Variable variable = variables.get(element);
    if (variable != null) {
      variable.uses().reads++;
    } else {
      readsBeforeDeclaration.merge(element, 1, Integer::sum);
    }
  }

  void assign(Element element, TreePath value) {
    Variable variable = variables.get(element);
    if (variable != null) {
      variable.values().add(value);
    } else {
      valuesBeforeDeclaration.computeIfAbsent(element, e -> new ArrayList<>()).add(value);
    }
  }

  void update(Element element) {
    Variable variable = variables.get(element);
    if (variable != null) {
      variable.uses().updates++;
    }
  }

  @Nullable Variable find(Element element) {
    return variables.get(element);
  }

  /**
   * Returns the only value a variable ever has, or null when it has several, or code elsewhere may
   * write it.
   */
  @Nullable TreePath onlyValueOf(VariableElement variable) {
    boolean seesEveryWrite =
        variable.getKind() == ElementKind.LOCAL_VARIABLE
            || variable.getKind() == ElementKind.RESOURCE_VARIABLE
            || variable.getModifiers().contains(Modifier.PRIVATE)
            || variable.getModifiers().contains(Modifier.FINAL);
    Variable binding = seesEveryWrite ? find(variable) : null;
    return binding == null ? null : binding.onlyValue();
  }

  Collection<Variable> all() {
    return variables.values();
  }
}
