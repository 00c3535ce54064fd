// Even actions do one thing, odd ones another: by what argsForAction makes of the number.
exports.configs = {namespace: '_', actionName: 'halves', numActions: 4};

exports.action = params => ({side: params.half});

exports.argsForAction = actionNum => ({
  half: actionNum % 2 === 0 ? 'left' : 'right',
  action: actionNum,
});

exports.reduce = results => results.map(r => r.side).join(' ');
