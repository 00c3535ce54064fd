package dev.whiskbook.standalone.data;

import java.util.Optional;

/**
 * Who or what set off an invocation.
 *
 * @param namespace whose key was used: the activation belongs to it
 * @param apiKey that key in clear, for actions with the annotation {@code provide-api-key}
 * @param binding the binding through which the action was named, as {@code namespace/package}
 * @param cause id of the sequence or composition that it is a part of
 */
public record Origin(
    String namespace, String apiKey, Optional<String> binding, Optional<String> cause) {
  /** A request of the namespace's own. */
  public static Origin of(String namespace, String apiKey) {
    return new Origin(namespace, apiKey, Optional.empty(), Optional.empty());
  }

  /** The same through a binding, or not. */
  public Origin through(Optional<String> other) {
    return new Origin(namespace, apiKey, other, cause);
  }

  /** The same as a part of the activation {@code id}. */
  public Origin causedBy(String id) {
    return new Origin(namespace, apiKey, Optional.empty(), Optional.of(id));
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "Origin[" + namespace + "]";
  }
}
