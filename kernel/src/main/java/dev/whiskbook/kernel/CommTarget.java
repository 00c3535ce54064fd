package dev.whiskbook.kernel;

/** What a front end can open comms to. */
@FunctionalInterface
public interface CommTarget {

  /**
   * A front end has opened a comm; here its handlers are set, before its next message comes.
   *
   * @param message what was sent along
   * @throws Exception if the comm cannot be used: it is closed then
   */
  void opened(Comm comm, CommMessage message) throws Exception;
}
