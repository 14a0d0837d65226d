// SPDX-License-Identifier: MIT
// cluster.js - node:cluster: that of the process that forks, or that of one which was forked by it.
'use strict';

const { forkStart } = require('host');

const start = forkStart();

module.exports = start === undefined || start[1].clusterId === undefined ? require('node/cluster_primary') : require('node/cluster_child');
