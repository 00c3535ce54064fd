// Throws darts at a square and counts those in the circle. Sloppy on purpose: config files of this
// kind assign variables that nobody declared, in the action as well as around it.
actions = 8;
DARTS = 1000;

function throwDarts(params) {
  hits = 0;
  for (d = 0; d < params.darts; d++) {
    x = Math.random();
    y = Math.random();
    if (x * x + y * y <= 1) {
      hits++;
    }
  }
  return {hits: hits};
}

exports.configs = {
  namespace: '_',
  actionName: 'piDarts',
  numActions: actions,
  actionLimits: {timeout: 30000, memory: 128, logs: 1},
};

exports.action = throwDarts;

exports.argsForAction = function (actionNum) {
  args = {darts: DARTS};
  return args;
};

exports.reduce = function (results) {
  total = 0;
  for (var i = 0; i < results.length; i++) {
    total += results[i].hits;
  }
  console.log(total + ' of ' + results.length * DARTS + ' darts hit');
  console.log('pi is about ' + (4 * total) / (results.length * DARTS));
};
