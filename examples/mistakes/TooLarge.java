import static dev.simmer.Simmer.*;

import dev.simmer.*;

/** Does not compile: javac copies a finally block for every way out of its try, and nested ones multiply. */
class TooLarge {
  @Async static Coroutine<Void> tidyUp(long a, long b, long c, long d) { // [async-method-too-large]
    try {
      await(sleep(millis(a)));
    } finally {
      try {
        await(sleep(millis(b)));
      } finally {
        try {
          await(sleep(millis(c)));
        } finally {
          try {
            await(sleep(millis(d)));
          } finally {
            try {
              await(sleep(millis(a + b)));
            } finally {
              try {
                await(sleep(millis(b + c)));
              } finally {
                try {
                  await(sleep(millis(c + d)));
                } finally {
                  try {
                    await(sleep(millis(d + a)));
                  } finally {
                    try {
                      await(sleep(millis(a + c)));
                    } finally {
                      try {
                        await(sleep(millis(a + b + c + d)));
                      } finally {
                        await(sleep(millis(b + d)));
                        await(yieldNow());
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
    return done();
  }
}
