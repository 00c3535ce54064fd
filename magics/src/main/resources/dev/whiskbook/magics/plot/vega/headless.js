// What Vega expects of a browser and GraalJS has not, then the one function that Java calls.
globalThis.self = globalThis.window = globalThis;
globalThis.console = { log() {}, info() {}, debug() {}, warn() {}, error() {} };
// Vega defers work with timers and never waits for a time: running at once keeps its order.
globalThis.setTimeout = (f) => { f(); return 0; };
globalThis.clearTimeout = () => {};
globalThis.structuredClone = (value) => JSON.parse(JSON.stringify(value));

/** Renders a Vega-Lite specification (JSON text). The outcome is filled in once pending promises have run. */
globalThis.renderSvg = (specification) => {
  const outcome = { svg: null, error: null };
  const compiled = vegaLite.compile(JSON.parse(specification)).spec;
  new vega.View(vega.parse(compiled), { renderer: 'none' })
    .toSVG()
    .then((svg) => { outcome.svg = svg; }, (error) => { outcome.error = String(error); });
  return outcome;
};
