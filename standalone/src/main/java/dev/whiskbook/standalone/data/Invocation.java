package dev.whiskbook.standalone.data;

import dev.whiskbook.standalone.entity.WhiskAction;
import java.util.Map;

/**
 * A request to run an action that is code.
 *
 * @param argumentsJson the merged arguments, a JSON object or array
 * @param initEnvironment values of parameters flagged {@code init}, as environment variables
 * @param receivedMs when the request arrived, in milliseconds since the epoch
 */
public record Invocation(
    WhiskAction action,
    String argumentsJson,
    Map<String, String> initEnvironment,
    String transactionId,
    long receivedMs,
    Origin origin) {}
