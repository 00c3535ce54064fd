package dev.whiskbook.standalone.data;

import dev.whiskbook.standalone.entity.WhiskAction;

/**
 * A request to run an action of any kind.
 *
 * @param receivedMs when the request arrived, in milliseconds since the epoch
 */
public record Call(
    WhiskAction action, Payload payload, Origin origin, String transactionId, long receivedMs) {
  /** A part of the activation {@code cause}, asked for just now. */
  Call part(ActionLookup.Found found, Payload given, String cause) {
    return new Call(
        found.action(),
        given,
        origin.causedBy(cause).through(found.binding()),
        transactionId,
        System.currentTimeMillis());
  }
}
