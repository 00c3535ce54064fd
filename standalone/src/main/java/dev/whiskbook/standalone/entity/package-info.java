/**
 * OpenWhisk's entities as immutable values: actions, limits, parameters, activations. Knows only
 * Jackson; everything else may import it.
 */
package dev.whiskbook.standalone.entity;
