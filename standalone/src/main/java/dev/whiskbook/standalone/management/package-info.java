/**
 * The management plane: the REST API's endpoints, the stored actions, and what a user of the API
 * may ask for. One file per group of endpoints; {@link dev.whiskbook.standalone.management.Api}
 * lists them.
 */
package dev.whiskbook.standalone.management;
