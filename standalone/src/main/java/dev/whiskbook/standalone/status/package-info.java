/**
 * What the server tells about itself, and what of it can be changed while it runs: outside of
 * OpenWhisk's API, under {@code /whiskbook/v1}, with any of the server's keys.
 */
package dev.whiskbook.standalone.status;
