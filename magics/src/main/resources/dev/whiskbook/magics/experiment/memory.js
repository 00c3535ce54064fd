// The triad of the STREAM benchmark: a[i] = b[i] + s·c[i]. A round moves 24 bytes for each element.
function main({ elements = 500000, rounds = 20 }) {
  const a = new Float64Array(elements);
  const b = new Float64Array(elements).fill(1);
  const c = new Float64Array(elements).fill(2);
  const begun = Date.now();
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < elements; i++) a[i] = b[i] + 3 * c[i];
  }
  return { ops: elements * rounds, bytes: 24 * elements * rounds, ms: Date.now() - begun, check: a[elements - 1] };
}
