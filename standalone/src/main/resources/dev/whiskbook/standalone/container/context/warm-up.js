// An action like many: closures, integers, fractions, a loop that is long enough to be compiled.
function main(params) {
  let state = 1;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 0) / 2 ** 32;
  };
  let hits = 0;
  for (let i = 0; i < params.points; i++) {
    const x = random(), y = random();
    if (x * x + y * y < 1) hits++;
  }
  return { points: params.points, hits };
}
