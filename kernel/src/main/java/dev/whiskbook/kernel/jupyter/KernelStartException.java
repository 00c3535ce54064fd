package dev.whiskbook.kernel.jupyter;

import java.io.IOException;

/** The kernel cannot start; the message is one sentence for the user. */
public final class KernelStartException extends IOException {

  private static final long serialVersionUID = 1L;

  KernelStartException(String message) {
    super(message);
  }

  KernelStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
