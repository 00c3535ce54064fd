/**
 * Interactive widgets: controls in a front end whose values Java code reads, sets and follows, by
 * the widgets protocol over comms. Nothing of it is loaded before the first widget. May import the
 * kernel's root package and {@code jshell}.
 *
 * <pre>
 *   Widget (the API) ──► Model (state, one comm) ◄──► the front end's model and its views
 *                          └──► OpenWidgets (what front ends know of, one a session)
 * </pre>
 */
package dev.whiskbook.kernel.widget;
