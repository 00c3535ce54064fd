/**
 * The engine under a {@link dev.whiskbook.kernel.Session}: JShell in this JVM, with an execution
 * control that can stop what a cell runs and redefine its classes in place, so that variables keep
 * their values.
 */
package dev.whiskbook.kernel.jshell;
