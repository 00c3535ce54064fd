package dev.whiskbook.kernel.widget;

/**
 * Which pages have asked for all widgets, as they do when they are loaded, and when their
 * connection was lost and is there again. Guarded by this.
 */
final class PageLoads {

  private int count;
  private String latest = "";
  private int latestAt;

  /** The last time that another page than the latest asked; 0 if none has. */
  private int otherAt;

  /** A page asks, by the session of its messages. */
  synchronized void add(String page) {
    if (!page.equals(latest)) {
      otherAt = latestAt;
      latest = page;
    }
    latestAt = ++count;
  }

  /** How often one has asked. */
  synchronized int count() {
    return count;
  }

  /** Whether another page than this has asked after the first so many times. */
  synchronized boolean isAnyBut(String page, int before) {
    return (page.equals(latest) ? otherAt : latestAt) > before;
  }
}
