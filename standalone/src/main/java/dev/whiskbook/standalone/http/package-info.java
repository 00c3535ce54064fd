/**
 * HTTP without OpenWhisk's meaning: requests, replies, routes, authentication, and the one class
 * that knows Helidon. Imports {@code entity} for JSON only.
 */
package dev.whiskbook.standalone.http;
