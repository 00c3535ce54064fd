/**
 * The magics that every session has, as users of other Java kernels and of IPython know them:
 * libraries, files, the shell, timing, and what the session knows. May import the kernel's root,
 * {@code magic} and {@code maven}. A new one is a file here and a line in {@link
 * dev.whiskbook.kernel.magic.standard.StandardMagics}.
 */
package dev.whiskbook.kernel.magic.standard;
