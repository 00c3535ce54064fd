/**
 * Containers that are GraalJS contexts inside this JVM: fast to start and to reuse, sandboxed from
 * the host, but sharing its heap. Imports the container SPI and {@code entity} only.
 */
package dev.whiskbook.standalone.container.context;
