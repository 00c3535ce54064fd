/** What a session starts with by the user's environment variables. May import the kernel's root. */
package dev.whiskbook.kernel.startup;
