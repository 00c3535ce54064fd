package dev.whiskbook.kernel;

/**
 * The session that a thread of a cell belongs to: threads inherit it from the one that starts them.
 * What belongs to none (a shared pool's) uses the newest.
 */
final class CurrentSession {

  private static final InheritableThreadLocal<Session> CURRENT = new InheritableThreadLocal<>();
  private static volatile Session newest;

  private CurrentSession() {}

  static void enter(Session session) {
    newest = session;
    CURRENT.set(session);
  }

  static void leave() {
    CURRENT.remove();
  }

  /**
   * @throws IllegalStateException if no cell has run in this JVM
   */
  static Session get() {
    Session session = CURRENT.get() != null ? CURRENT.get() : newest;
    if (session == null) {
      throw new IllegalStateException("No cell is running: this works in a notebook cell only.");
    }
    return session;
  }

  static void closed(Session session) {
    if (newest != null && newest.equals(session)) {
      newest = null;
    }
  }
}
