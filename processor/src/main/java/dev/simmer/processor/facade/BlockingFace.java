package dev.simmer.processor.facade;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.Objects;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeKind;

/** The blocking face of a type that waits. */
final class BlockingFace {
  private static final String ASYNC = "asyncOne";
  private static final String LOOP = "itsLoop";

  private final FacedType faced;

  BlockingFace(FacedType faced) {
    this.faced = faced;
  }

  TypeSpec spec() {
    TypeSpec.Builder face =
        faced
            .start(faced.faceName("Blocking"))
            .addJavadoc(
                "The blocking face of {@link $T}: calls it from outside its loop, and waits for the"
                    + " result.\n",
                faced.reference())
            .addField(field(faced.typeName(), ASYNC))
            .addField(field(Names.EVENT_LOOP, LOOP))
            .addMethod(withoutLoop())
            .addMethod(withLoop());
    boolean closeable = faced.isA(Names.ASYNC_CLOSEABLE.canonicalName());
    for (FacedMethod method : faced.methods()) {
      if (closeable && method.is("closeAsync()")) {
        face.addSuperinterface(AutoCloseable.class)
            .addMethod(method(method, method.start("close").addAnnotation(Override.class)));
      } else if (!faced.is(method.returned(), Names.GENERATOR)
          && !(closeable && method.is("close()"))) {
        face.addMethod(method(method, method.start()));
      }
    }
    return face.build();
  }

  private static FieldSpec field(TypeName type, String name) {
    return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.FINAL).build();
  }

  private MethodSpec withoutLoop() {
    return MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PUBLIC)
        .addJavadoc(
            "Makes one that runs a loop on the calling thread, for as long as each call takes.\n\n"
                + "@param async what to call")
        .addParameter(faced.typeName(), "async")
        .addStatement("this.$L = async", ASYNC)
        .addStatement("this.$L = null", LOOP)
        .build();
  }

  private MethodSpec withLoop() {
    return MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PUBLIC)
        .addJavadoc(
            "Makes one that hands every call to a loop of another thread.\n\n"
                + "@param async what to call\n@param loop where")
        .addParameter(faced.typeName(), "async")
        .addParameter(Names.EVENT_LOOP, "loop")
        .addStatement("this.$L = async", ASYNC)
        .addStatement("this.$L = loop", LOOP)
        .build();
  }

  private MethodSpec method(FacedMethod method, MethodSpec.Builder face) {
    String call = method.call("this." + ASYNC);
    TypeName returned = TypeName.get(method.returned());
    if (!faced.is(method.returned(), Names.COROUTINE)) {
      boolean nothing = method.returned().getKind() == TypeKind.VOID;
      return face.returns(returned).addStatement(nothing ? "$L" : "return $L", call).build();
    }
    TypeName result =
        Objects.requireNonNullElse(method.argumentOfResult(), ClassName.get(Object.class));
    boolean nothing = result.equals(ClassName.get(Void.class));
    return face.returns(nothing ? TypeName.VOID : result)
        .addStatement(
            (nothing ? "" : "return ") + "$T.call(this.$L, () -> $L)", Names.SUPPORT, LOOP, call)
        .build();
  }
}
