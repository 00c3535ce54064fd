/**
 * How values of the JDK's own types are shown: collections, maps, arrays, records, images and so
 * on. Large ones are cut, and say how much there is. May import the kernel's root package.
 */
package dev.whiskbook.kernel.render;
