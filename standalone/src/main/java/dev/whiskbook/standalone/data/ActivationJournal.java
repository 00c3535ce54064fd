package dev.whiskbook.standalone.data;

import dev.whiskbook.standalone.entity.Activation;
import java.util.List;
import java.util.function.Consumer;

/** Where records are written before anyone is told of them. */
public interface ActivationJournal {
  /** Remembers nothing: the records live as long as the server. */
  ActivationJournal NONE =
      new ActivationJournal() {
        @Override
        public void replay(Consumer<Activation> add) {}

        @Override
        public void add(Activation activation) {}

        @Override
        public long size() {
          return 0;
        }

        @Override
        public void rewrite(List<Activation> kept) {}
      };

  /** Tells all that was written, oldest first. */
  void replay(Consumer<Activation> add);

  /**
   * Writes a record.
   *
   * @throws RuntimeException with a sentence if it cannot be written
   */
  void add(Activation activation);

  /** Bytes written since the last {@link #rewrite}. */
  long size();

  /** Forgets all but these. */
  void rewrite(List<Activation> kept);
}
