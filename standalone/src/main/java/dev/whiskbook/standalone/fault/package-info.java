/**
 * Misbehaviour on demand: latencies of published deployments, and faults by chance. All of it is
 * drawn from a seed, so that a run can be repeated. Off unless asked for.
 */
package dev.whiskbook.standalone.fault;
