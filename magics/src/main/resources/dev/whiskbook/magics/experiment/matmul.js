// C = A·B of size × size doubles, again and again. A product takes 2·size³ floating-point operations.
function main({ size = 128, rounds = 4 }) {
  const a = new Float64Array(size * size).map((_, k) => (k % 7) - 3);
  const b = new Float64Array(size * size).map((_, k) => (k % 5) - 2);
  const c = new Float64Array(size * size);
  const begun = Date.now();
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < size; i++) {
      for (let k = 0; k < size; k++) {
        const aik = a[i * size + k];
        for (let j = 0; j < size; j++) c[i * size + j] += aik * b[k * size + j];
      }
    }
  }
  return { ops: 2 * size ** 3 * rounds, ms: Date.now() - begun, check: c.reduce((x, y) => x + y, 0) };
}
