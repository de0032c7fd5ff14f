package dev.simmer.processor.facade;

import com.palantir.javapoet.ClassName;

/** What generated faces mention of the runtime. */
final class Names {
  static final String ASYNC_FACADE = "dev.simmer.AsyncFacade";
  static final String BLOCKING_FACADE = "dev.simmer.BlockingFacade";

  static final ClassName SIMMER = ClassName.get("dev.simmer", "Simmer");
  static final ClassName COROUTINE = ClassName.get("dev.simmer", "Coroutine");
  static final ClassName GENERATOR = ClassName.get("dev.simmer", "AsyncGenerator");
  static final ClassName ASYNC_CLOSEABLE = ClassName.get("dev.simmer", "AsyncCloseable");
  static final ClassName EVENT_LOOP = ClassName.get("dev.simmer", "EventLoop");
  static final ClassName SUPPORT = ClassName.get("dev.simmer.support.v1", "Facades");
  static final ClassName EXECUTOR = ClassName.get("java.util.concurrent", "Executor");
  static final ClassName STAGE = ClassName.get("java.util.concurrent", "CompletionStage");

  private Names() {}
}
