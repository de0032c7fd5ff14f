package dev.simmer.hosts;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.toThread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.Async;
import dev.simmer.Coroutine;
import dev.simmer.Host;
import java.awt.SecondaryLoop;
import java.awt.Toolkit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.swing.JButton;
import javax.swing.JLabel;
import org.junit.jupiter.api.Test;

/** A guest on Swing's event thread. */
class SwingHostTest extends HostTest {
  @Override
  Host open() {
    return new SwingHost();
  }

  @Override
  void end() {}

  @Async
  private Coroutine<String> search() {
    return done(await(toThread(() -> "Found")));
  }

  @Test
  void buttonStartsATaskThatChangesALabel() throws Exception {
    List<String> texts = new ArrayList<>();
    CompletableFuture<List<String>> shown = new CompletableFuture<>();
    host.execute(
        () -> {
          JLabel label = new JLabel();
          label.addPropertyChangeListener("text", e -> texts.add(e.getNewValue().toString()));
          JButton button = new JButton("Search");
          button.addActionListener(
              click ->
                  guest
                      .loop()
                      .post(
                          () ->
                              createTask(
                                  "search",
                                  () -> {
                                    label.setText("Searching...");
                                    label.setText(await(search()));
                                    shown.complete(texts);
                                    return done();
                                  })));
          button.doClick();
        });
    assertThat(shown.get()).containsExactly("Searching...", "Found");
  }

  @Test
  void loopTakesNoTurnInsideACallbackThatShowsADialog() throws Exception {
    List<String> log = new ArrayList<>();
    CompletableFuture<List<String>> logged = new CompletableFuture<>();
    guest
        .loop()
        .post(
            () -> {
              SecondaryLoop dialog =
                  Toolkit.getDefaultToolkit().getSystemEventQueue().createSecondaryLoop();
              guest.loop().post(() -> log.add("next turn"));
              host.execute(() -> log.add("event in the dialog"));
              host.execute(dialog::exit);
              dialog.enter();
              log.add("dialog closed");
              guest.loop().post(() -> logged.complete(log));
            });
    assertThat(logged.get()).containsExactly("event in the dialog", "dialog closed", "next turn");
  }
}
