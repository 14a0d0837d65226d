/* SPDX-License-Identifier: MIT */
/*
 * test_errors.c - Uncaught errors of a page. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_errors, the_error_event)
{
	static const struct console_case cases[] = {
		{ "window.addEventListener('error', (e) => { console.log(e.type, e.message, e.error?.message, e.lineno > 0, e.cancelable, e instanceof ErrorEvent); e.preventDefault(); }); setTimeout(() => { throw new Error('in timer'); }); setTimeout(() => { throw 'text'; }); Promise.resolve().then(() => console.log('micro')); queueMicrotask(() => { throw new TypeError('in microtask'); }); document.body.addEventListener('click', () => { throw new Error('in listener'); }); document.body.click(); reportError(new RangeError('reported')); console.log('sync');",
		  "error Uncaught Error: in listener in listener true true true\n"
		  "error Uncaught RangeError: reported reported true true true\n"
		  "sync\n"
		  "micro\n"
		  "error Uncaught TypeError: in microtask in microtask true true true\n"
		  "error Uncaught Error: in timer in timer true true true\n"
		  "error Uncaught text undefined true true true" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_errors, rejections)
{
	static const struct console_case cases[] = {
		{ "window.addEventListener('unhandledrejection', (e) => { console.log(e.type, e.reason, e.promise === p || 'other', e.cancelable); e.preventDefault(); }); window.addEventListener('rejectionhandled', (e) => console.log(e.type, e.reason)); const p = Promise.reject(1); Promise.reject(2).catch(() => console.log('caught')); setTimeout(() => p.catch(() => console.log('late')), 20); window.onunhandledrejection = (e) => console.log('on', e.reason);",
		  "caught\n"
		  "unhandledrejection 1 true true\n"
		  "on 1\n"
		  "late\n"
		  "rejectionhandled 1" },
	};
	EXPECT_PRINTS("browser", cases);
}
