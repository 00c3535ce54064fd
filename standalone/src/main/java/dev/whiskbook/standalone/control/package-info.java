/**
 * The control plane: which container serves which activation, when containers are made, reused and
 * taken away. Knows containers only through their SPI and nothing of HTTP.
 */
package dev.whiskbook.standalone.control;
