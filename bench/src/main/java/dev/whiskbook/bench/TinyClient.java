package dev.whiskbook.bench;

import java.io.IOException;

/** An HTTP client that can send one request again and again, from many threads at once. */
interface TinyClient extends AutoCloseable {

  /**
   * Sends it and reads the answer whole.
   *
   * @return the length of its body
   * @throws IOException if it is not answered with 200
   */
  int post() throws IOException, InterruptedException;

  @Override
  void close() throws IOException;

  /** Refuses what is not an answer. */
  static int checked(int status, byte[] body) throws IOException {
    if (status != 200) {
      throw new IOException("HTTP " + status);
    }
    return body.length;
  }
}
