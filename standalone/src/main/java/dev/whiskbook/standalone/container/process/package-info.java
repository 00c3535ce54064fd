/**
 * Containers that are processes of the operating system, with a real memory limit, killed at the
 * time limit: Node.js and Python where the machine has them, and JVMs. They speak OpenWhisk's
 * action contract, POST {@code /init} and {@code /run}.
 */
package dev.whiskbook.standalone.container.process;
