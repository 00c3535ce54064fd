/**
 * What runs inside the JVM of a Java container: a program of its own, which imports nothing but the
 * JDK and Gson.
 */
package dev.whiskbook.standalone.container.process.launcher;
