// Builds binary trees and counts their nodes: allocation and pointers, as in the binary-trees benchmark.
function main({ depth = 14, rounds = 4 }) {
  const make = d => (d === 0 ? { l: null, r: null } : { l: make(d - 1), r: make(d - 1) });
  const count = t => (t.l === null ? 1 : 1 + count(t.l) + count(t.r));
  const begun = Date.now();
  let nodes = 0;
  for (let round = 0; round < rounds; round++) nodes += count(make(depth));
  return { ops: nodes, ms: Date.now() - begun, check: nodes };
}
