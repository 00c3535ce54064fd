package dev.whiskbook.kernel;

/**
 * An object that says itself how a notebook shows it. A {@code text/plain} representation is always
 * part of it.
 */
public interface Displayable {
  MimeBundle toMimeBundle();
}
