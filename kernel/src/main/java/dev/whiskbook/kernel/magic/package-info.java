/**
 * Magics: what a line {@code %name …} or a cell {@code %%name …} is, how it is found, parsed and
 * run. A new magic implements {@link dev.whiskbook.kernel.magic.Magic} and is registered in {@link
 * dev.whiskbook.kernel.magic.Magics}.
 */
package dev.whiskbook.kernel.magic;
