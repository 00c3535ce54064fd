/** How tables and runs look in a notebook: plain text, and HTML without scripts or colours. */
package dev.whiskbook.magics.show;
