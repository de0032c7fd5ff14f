package dev.simmer.processor;

import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeMirror;

/**
 * What a lambda has to implement.
 *
 * @param type the functional interface, with its arguments
 * @param method the one abstract method of it
 * @param returned what that method returns for those arguments
 */
record LambdaTarget(TypeMirror type, ExecutableElement method, TypeMirror returned) {

  boolean returnsCoroutine() {
    return Names.is(returned, Names.COROUTINE);
  }
}
