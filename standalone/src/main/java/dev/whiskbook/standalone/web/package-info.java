/**
 * Web actions: HTTP requests that become arguments, and results that become HTTP replies, after
 * {@code WebActions.scala}. Imports {@code data}, {@code entity} and {@code http}; what it needs of
 * the management plane is given to it.
 */
package dev.whiskbook.standalone.web;
