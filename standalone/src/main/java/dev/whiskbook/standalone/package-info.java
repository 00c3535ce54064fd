/**
 * OpenWhisk in one process: REST API, container pool, GraalJS containers. Imports no other module.
 */
package dev.whiskbook.standalone;
