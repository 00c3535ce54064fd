/**
 * The magics, one file each, and how they find the Java methods and variables that they are given
 * by name. Registered in {@code Whiskbook}.
 */
package dev.whiskbook.magics.command;
