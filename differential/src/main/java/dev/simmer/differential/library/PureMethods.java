package dev.simmer.differential.library;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Finds the methods that reach nothing outside their library but what computes: they can be called
 * with any arguments without harm to the machine.
 *
 * <p>A method is left out when it, or anything of the library that it may call or initialise, calls
 * into a package that {@link Computing} does not list.
 */
final class PureMethods {
  private static final String INITIALISER = "<clinit>()V";

  private final Map<String, ClassNode> types = new HashMap<>();
  private final Map<String, List<String>> subtypes = new HashMap<>();

  /** Who calls a method, or initialises its class, by owner, name and descriptor. */
  private final Map<String, Set<String>> callers = new HashMap<>();

  private final Set<String> impure = new HashSet<>();

  private PureMethods() {}

  static PureMethods of(Library library) {
    PureMethods methods = new PureMethods();
    for (byte[] bytes : library.classes().values()) {
      ClassNode type = new ClassNode();
      new ClassReader(bytes).accept(type, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
      methods.add(type);
    }
    for (ClassNode type : methods.types.values()) {
      for (MethodNode method : type.methods) {
        methods.scan(key(type.name, CopiedMethod.key(method)), method);
      }
    }
    methods.spread();
    return methods;
  }

  boolean contains(CopiedMethod method) {
    return !impure.contains(key(method.owner(), method.key()))
        && !impure.contains(key(method.owner(), INITIALISER));
  }

  private void add(ClassNode type) {
    types.put(type.name, type);
    subtypes.computeIfAbsent(type.superName, name -> new ArrayList<>()).add(type.name);
    for (String supertype : type.interfaces) {
      subtypes.computeIfAbsent(supertype, name -> new ArrayList<>()).add(type.name);
    }
  }

  private void scan(String caller, MethodNode method) {
    if ((method.access & Opcodes.ACC_NATIVE) != 0) {
      impure.add(caller);
    }
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof MethodInsnNode call) {
        calls(caller, call.owner, call.name, call.desc);
      } else if (insn instanceof FieldInsnNode field && isStatic(field)) {
        initialises(caller, field.owner);
        if (!types.containsKey(field.owner) && !Computing.allowsField(field.owner, field.name)) {
          impure.add(caller);
        }
      } else if (insn instanceof TypeInsnNode created && insn.getOpcode() == Opcodes.NEW) {
        initialises(caller, created.desc);
      } else if (insn instanceof InvokeDynamicInsnNode dynamic) {
        for (Object argument : dynamic.bsmArgs) {
          if (argument instanceof Handle handle) {
            calls(caller, handle.getOwner(), handle.getName(), handle.getDesc());
          }
        }
      }
    }
  }

  private static boolean isStatic(FieldInsnNode field) {
    return field.getOpcode() == Opcodes.GETSTATIC || field.getOpcode() == Opcodes.PUTSTATIC;
  }

  private void calls(String caller, String owner, String name, String descriptor) {
    if (!types.containsKey(owner)) {
      if (!owner.startsWith("[") && !Computing.allows(owner, name)) {
        impure.add(caller);
      }
      return;
    }
    initialises(caller, owner);
    String inherited = declaring(owner, name + descriptor);
    if (inherited != null) {
      edge(caller, key(inherited, name + descriptor));
    }
    if (!name.startsWith("<")) {
      Deque<String> open = new ArrayDeque<>(subtypes.getOrDefault(owner, List.of()));
      while (!open.isEmpty()) {
        String subtype = open.pop();
        edge(caller, key(subtype, name + descriptor));
        open.addAll(subtypes.getOrDefault(subtype, List.of()));
      }
    }
  }

  private @Nullable String declaring(String owner, String method) {
    Deque<String> open = new ArrayDeque<>(List.of(owner));
    while (!open.isEmpty()) {
      ClassNode type = types.get(open.pop());
      if (type != null) {
        if (type.methods.stream().anyMatch(found -> CopiedMethod.key(found).equals(method))) {
          return type.name;
        }
        type.interfaces.forEach(open::addLast);
        open.push(type.superName);
      }
    }
    return null;
  }

  private void initialises(String caller, String type) {
    for (ClassNode at = types.get(type); at != null; at = types.get(at.superName)) {
      edge(caller, key(at.name, INITIALISER));
    }
  }

  private void edge(String caller, String callee) {
    callers.computeIfAbsent(callee, key -> new HashSet<>()).add(caller);
  }

  private void spread() {
    Deque<String> open = new ArrayDeque<>(impure);
    while (!open.isEmpty()) {
      for (String caller : callers.getOrDefault(open.pop(), Set.of())) {
        if (impure.add(caller)) {
          open.push(caller);
        }
      }
    }
  }

  private static String key(String owner, String method) {
    return owner + "." + method;
  }
}
