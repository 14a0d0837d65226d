// SPDX-License-Identifier: MIT
// inspect_timer.js - how util.inspect shows a Timeout or the list that it stands in: what is in it is not shown.
'use strict';

function inspectTimer(_, options, inspect) {
	return inspect(this, { ...options, depth: 0, customInspect: false });
}

module.exports = { inspectTimer };
