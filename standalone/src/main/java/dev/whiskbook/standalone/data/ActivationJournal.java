package dev.whiskbook.standalone.data;

import dev.whiskbook.standalone.entity.Activation;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Where records are written before anyone is told of them. */
public interface ActivationJournal {
  /** Remembers nothing: the records live as long as the server. */
  ActivationJournal NONE =
      new ActivationJournal() {
        @Override
        public void replay(Consumer<Activation> add) {}

        @Override
        public void accept(Supplier<Activation> asLost) {}

        @Override
        public void withdraw(String activationId) {}

        @Override
        public void add(Activation activation) {}

        @Override
        public long size() {
          return 0;
        }

        @Override
        public void rewrite(List<Activation> kept) {}
      };

  /** Tells all that was written, oldest first; last the records of what the server did not end. */
  void replay(Consumer<Activation> add);

  /**
   * Writes that an invocation is accepted, before anyone is told.
   *
   * @param asLost makes its record in case that the server dies before it has ended
   * @throws RuntimeException with a sentence if it cannot be written
   */
  void accept(Supplier<Activation> asLost);

  /** Writes that an accepted invocation will have no record. */
  void withdraw(String activationId);

  /**
   * Writes a record.
   *
   * @throws RuntimeException with a sentence if it cannot be written
   */
  void add(Activation activation);

  /** Bytes written since the last {@link #rewrite}. */
  long size();

  /** Forgets all but these and what is under way. */
  void rewrite(List<Activation> kept);
}
