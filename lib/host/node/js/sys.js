// SPDX-License-Identifier: MIT
// sys.js - node:sys: the old name of node:util.
'use strict';

require('host').emitWarning('sys is deprecated. Use util instead.', 'DeprecationWarning', 'DEP0025');
module.exports = require('node/util');
