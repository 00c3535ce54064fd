package dev.whiskbook.magics;

import java.util.function.DoubleUnaryOperator;

/**
 * A law beside the measurements, such as a fit.
 *
 * @param name for the legend
 * @param at its value at n actions
 */
public record Curve(String name, DoubleUnaryOperator at) {}
