// What runs inside Firefox for the oracle: it tells of every call of the console and every uncaught error with the time, in
// microseconds, at which it came to be. These are the two sources that Firefox's developer tools read; WebDriver BiDi's own
// log has neither the ends of groups nor times that order an error and a line of one millisecond.
//
// The functions are not called here but sent as text: they name nothing outside of themselves.

/* In each content process. Tells the browser's process {kind, page, time, ...} through a message of this name. */
export function watchContent() {
	const native = ['Error', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError', 'AggregateError', 'SuppressedError', 'DOMException'];
	/* A value as {type, text}: primitives as they are, errors by their message, all else by its class. */
	function describe(value) {
		const type = typeof value;
		if (value === null || type === 'undefined' || type === 'boolean') return { type, text: String(value) };
		if (type === 'number') return { type, text: Object.is(value, -0) ? '-0' : String(value) };
		if (type === 'bigint') return { type, text: `${value}n` };
		if (type === 'string' || type === 'symbol') return { type, text: String(value) };
		const name = Cu.getClassName(value, true);
		if (!native.includes(name)) return { type: 'object', text: name };
		const page = Cu.waiveXrays(value), globals = Cu.waiveXrays(Cu.getGlobalForObject(value));
		// The name is told only where the program has no hand in it.
		const plain = native.some((each) => globals[each]?.prototype === Object.getPrototypeOf(page)) && !Object.hasOwn(page, 'name');
		return { type: 'error', name: plain ? String(value.name) : undefined, text: String(value.message) };
	}
	const tell = (entry) => Services.cpmm.sendAsyncMessage('evloop:said', JSON.stringify(entry));
	// A window that is gone by now had its page noted when it was made.
	const pages = new Map();
	const pageOf = (id) => pages.get(id) ?? WindowGlobalChild.getByInnerWindowId(id)?.browsingContext.originAttributes.userContextId;
	Services.obs.addObserver((window) => {
		const global = window?.windowGlobalChild;
		if (global) pages.set(global.innerWindowId, global.browsingContext.originAttributes.userContextId);
	}, 'content-document-global-created');
	// When asked for a page of this process: a moment later, with nothing left to do, so also after timers that are due.
	const timers = new Set();
	Services.cpmm.addMessageListener('evloop:idle?', ({ data: page }) => {
		if (![...pages.values()].includes(page)) return;
		const timer = Cc['@mozilla.org/timer;1'].createInstance(Ci.nsITimer);
		timers.add(timer);
		timer.initWithCallback(() => {
			timers.delete(timer);
			Services.tm.idleDispatchToMainThread(() => tell({ kind: 'idle', page }), 5000);
		}, 30, timer.TYPE_ONE_SHOT);
	});
	const system = Cc['@mozilla.org/systemprincipal;1'].createInstance(Ci.nsIPrincipal);
	Cc['@mozilla.org/consoleAPI-storage;1'].getService(Ci.nsIConsoleAPIStorage).addLogEventListener((subject) => {
		const call = subject.wrappedJSObject;
		const { level, counter, timer, styles } = call;
		tell({
			kind: 'console', page: pageOf(call.innerID) ?? call.originAttributes?.userContextId, time: call.microSecondTimeStamp, level,
			args: Array.from(call.arguments ?? [], describe), styles: Array.from(styles ?? [], (style) => typeof style === 'string'),
			counter: counter && { label: counter.label, count: counter.count, failed: Boolean(counter.error) },
			timer: timer && { name: timer.name, failed: Boolean(timer.error) },
		});
	}, system);
	Services.console.registerListener({
		observe(message) {
			if (!(message instanceof Ci.nsIScriptError) || message.flags & (message.warningFlag | message.infoFlag)) return;
			if (/^(XPConnect|component|chrome) |^CSS/.test(message.category)) return;
			tell({
				kind: 'error', page: pageOf(message.innerWindowID), time: message.microSecondTimeStamp, rejection: message.isPromiseRejection,
				text: message.errorMessage, exception: message.hasException ? describe(message.exception) : undefined,
			});
		},
	});
}

/* In the browser's own process; broadcasts of evloop:idle? come from firefox.mjs. `send` is called with what the content processes tell. `watch`: the text of watchContent. */
export function watchBrowser(send, watch) {
	Services.ppmm.addMessageListener('evloop:said', ({ data }) => send(data));
	Services.ppmm.loadProcessScript(`data:,${encodeURIComponent(`(${watch})()`)}`, true);
}
