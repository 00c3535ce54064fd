// structuredClone of core-js.
'use strict';
require('core-js/stable/structured-clone');
module.exports = globalThis.structuredClone;
