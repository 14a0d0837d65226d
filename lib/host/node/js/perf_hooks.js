// SPDX-License-Identifier: MIT
// perf_hooks.js - node:perf_hooks.
'use strict';

const { globalValue, notCoveredFunction } = require('host');
const { PerformanceEntry, PerformanceMark, PerformanceMeasure, PerformanceObserver } = require('web/performance');

module.exports = {
	Performance: notCoveredFunction('Performance'), PerformanceEntry, PerformanceMark, PerformanceMeasure, PerformanceObserver,
	PerformanceObserverEntryList: notCoveredFunction('PerformanceObserverEntryList'),
	PerformanceResourceTiming: notCoveredFunction('PerformanceResourceTiming'),
	monitorEventLoopDelay: notCoveredFunction('perf_hooks.monitorEventLoopDelay'), createHistogram: notCoveredFunction('perf_hooks.createHistogram'),
	performance: globalValue('performance'), constants: {},
};
