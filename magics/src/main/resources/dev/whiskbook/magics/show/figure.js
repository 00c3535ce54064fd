// Draws one figure in the output that this script stands in. Plotly comes with it, compressed; the first output of a page
// unpacks it for all. The bundle is run as a CommonJS module, so that it leaves the page's own module loader alone.
(() => {
  const place = document.getElementById('@ID@');
  const key = 'whiskbookPlotly@VERSION@';
  const unpack = async () => {
    const bytes = Uint8Array.from(atob('@PLOTLY@'), c => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    const source = await new Response(stream).text();
    const module = { exports: {} };
    new Function('module', 'exports', 'define', source)(module, module.exports, undefined);
    return module.exports;
  };
  window[key] ??= unpack();
  window[key].then(Plotly => {
    place.textContent = '';
    @FIGURE@
  }).catch(error => { place.textContent = 'The figure cannot be drawn: ' + error; });
})();
