/**
 * The container SPI, as in OpenWhisk: a factory makes containers, a container is initialised with
 * an action and then runs one activation at a time. Implementations live in packages below.
 */
package dev.whiskbook.standalone.container;
