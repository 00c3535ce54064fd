/**
 * Experiments: sweeps over the number of actions, the standard measurements of a serverless
 * platform, and predictions from what was measured. Imports {@code stats}, {@code show} and the
 * root; knows no session.
 */
package dev.whiskbook.magics.experiment;
