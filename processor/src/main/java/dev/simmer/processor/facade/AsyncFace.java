package dev.simmer.processor.facade;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** The asynchronous face of a type that blocks. */
final class AsyncFace {
  private static final String BLOCKING = "blockingOne";
  private static final String EXECUTOR = "itsThreads";

  private final FacedType faced;
  private final int threads;

  AsyncFace(FacedType faced, int threads) {
    this.faced = faced;
    this.threads = threads;
  }

  TypeSpec spec() {
    ClassName name = faced.faceName("Async");
    TypeSpec.Builder face =
        faced
            .start(name)
            .addJavadoc(
                "The asynchronous face of {@link $T}: calls it off the loop, and the loop goes on"
                    + " meanwhile.\n",
                faced.reference())
            .addField(field(faced.typeName(), BLOCKING))
            .addField(field(Names.EXECUTOR, EXECUTOR))
            .addMethod(withOwnThreads(name))
            .addMethod(withExecutor());
    boolean closeable = faced.isA("java.lang.AutoCloseable");
    for (FacedMethod method : faced.methods()) {
      boolean close = closeable && method.is("close()");
      if (close) {
        face.addSuperinterface(Names.ASYNC_CLOSEABLE);
      }
      face.addMethod(
          close
              ? method(method, method.start("closeAsync").addAnnotation(Override.class))
              : method(method, method.start()));
    }
    return face.build();
  }

  private static FieldSpec field(TypeName type, String name) {
    return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.FINAL).build();
  }

  private MethodSpec withOwnThreads(ClassName name) {
    return MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PUBLIC)
        .addJavadoc(
            "Makes one with at most $L threads of its own, which end when they are idle.\n\n"
                + "@param blocking what to call",
            threads)
        .addParameter(faced.typeName(), "blocking")
        .addStatement(
            "this(blocking, $T.threads($S, $L))", Names.SUPPORT, name.simpleName(), threads)
        .build();
  }

  private MethodSpec withExecutor() {
    return MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PUBLIC)
        .addJavadoc(
            "Makes one.\n\n@param blocking what to call\n@param executor where; it belongs to the"
                + " caller")
        .addParameter(faced.typeName(), "blocking")
        .addParameter(Names.EXECUTOR, "executor")
        .addStatement("this.$L = blocking", BLOCKING)
        .addStatement("this.$L = executor", EXECUTOR)
        .build();
  }

  private MethodSpec method(FacedMethod method, MethodSpec.Builder face) {
    TypeMirror returned = method.returned();
    String call = method.call("this." + BLOCKING);
    if (isAwaited(returned)) {
      return face.returns(TypeName.get(returned)).addStatement("return $L", call).build();
    }
    face.returns(coroutineOf(returned));
    return faced.throwsExceptionsOnly(method)
        ? face.addStatement(
                "return $T.async(() -> $T.runIn(this.$L, () -> $L))",
                Names.SIMMER,
                Names.SIMMER,
                EXECUTOR,
                call)
            .build()
        : face.addStatement("return $T.runIn(this.$L, () -> $L)", Names.SUPPORT, EXECUTOR, call)
            .build();
  }

  private boolean isAwaited(TypeMirror returned) {
    return faced.is(returned, Names.COROUTINE)
        || faced.is(returned, Names.GENERATOR)
        || faced.is(returned, Names.STAGE);
  }

  private static TypeName coroutineOf(TypeMirror returned) {
    TypeName result =
        returned.getKind() == TypeKind.VOID
            ? ClassName.get(Void.class)
            : TypeName.get(returned).box();
    return ParameterizedTypeName.get(Names.COROUTINE, result);
  }
}
