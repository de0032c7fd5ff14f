package dev.simmer.cancellation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Cancels every operation in every turn, alone and beside another, with and without the event it
 * waits for. Pins: A4-A6, A11-A15, A20, A77-A79, A83-A85, A87, A88, A95-A97.
 */
@Timeout(120)
class MatrixTest {
  /** How many orders of the ready tasks beside that of the loop. */
  private static final int ORDERS = Integer.getInteger("simmer.cancellation.orders", 2);

  static List<Operation> operations() {
    return Operations.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void nothingIsLostOrLeftHoweverItIsCancelled(Operation operation) {
    assertThat(new Matrix(operation).violations(ORDERS)).isEmpty();
  }
}
