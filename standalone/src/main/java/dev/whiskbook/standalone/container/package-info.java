/**
 * The container SPI, as in OpenWhisk: a factory makes containers, a container is initialised with
 * an action and then runs activations. Implementations live in packages below.
 */
package dev.whiskbook.standalone.container;
