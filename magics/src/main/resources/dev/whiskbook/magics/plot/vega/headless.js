// What Vega expects of a browser and GraalJS has not, then the one function that Java calls.
globalThis.self = globalThis.window = globalThis;
globalThis.console = { log() {}, info() {}, debug() {}, warn() {}, error() {} };
// Vega defers work with timers and never waits for a time: running at once keeps its order.
globalThis.setTimeout = (f) => { f(); return 0; };
globalThis.clearTimeout = () => {};
globalThis.structuredClone = (value) => JSON.parse(JSON.stringify(value));

/** A picture has no tooltips, and to make them takes as long as to draw the marks. */
const withoutTooltips = (view) => {
  if (view.encoding) delete view.encoding.tooltip;
  for (const parts of [view.layer, view.hconcat, view.vconcat]) parts?.forEach(withoutTooltips);
  return view;
};

/**
 * Renders a Vega-Lite specification (JSON text). The outcome is filled in once pending promises have run. The picture
 * is one to screen readers, with one description, so that its marks need none.
 */
globalThis.renderSvg = (specification) => {
  const outcome = { svg: null, error: null };
  const picture = withoutTooltips(JSON.parse(specification));
  const compiled = vegaLite.compile(picture, { config: { aria: false } }).spec;
  new vega.View(vega.parse(compiled), { renderer: 'none' })
    .toSVG()
    .then((svg) => { outcome.svg = svg; }, (error) => { outcome.error = String(error); });
  return outcome;
};
