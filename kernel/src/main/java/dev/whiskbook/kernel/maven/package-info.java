/**
 * Libraries from Maven repositories, resolved by Maven's own resolver with the user's settings. The
 * resolver is loaded when it is first asked for. May import the kernel's root package.
 */
package dev.whiskbook.kernel.maven;
