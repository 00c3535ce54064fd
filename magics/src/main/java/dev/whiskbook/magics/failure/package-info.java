/**
 * Why actions failed, in terms of the cells that define them: stacks of JavaScript are mapped to
 * the author's own lines. May import whisk.
 */
package dev.whiskbook.magics.failure;
