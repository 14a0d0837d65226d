/* SPDX-License-Identifier: MIT */
/*
 * test_browser.c - the browser profile: timers, frames, idle time, errors.
 */
#include "../run/predicted.h"

TestSuite(host_browser, .init = predicted_start, .fini = predicted_end);

static const struct evl_run_options page = { .name = "a.js", .host = "browser" };

static void prints(const char *text, const char *lines)
{
	predict(&page, text, EVL_STATUS_OK, lines);
}

Test(host_browser, timers)
{
	prints("console.log(setTimeout(() => {}), typeof setInterval)", "1 'function'");
	prints("setTimeout(() => console.log(1), 1); setTimeout(() => console.log(0), 0)", "0|1");
	prints("setTimeout(function () { console.log(this === window) })", "true");
	prints("clearInterval(setTimeout(() => console.log(1)))", "");
	prints("setTimeout(() => console.log('h'), 2 ** 32 + 60); setTimeout(() => console.log('g'), 20); setTimeout(() => console.log('i'), Infinity)", "i|g|h");
}

Test(host_browser, nested_timers_are_clamped_from_the_seventh)
{
	prints("let n = 0, at = performance.now(), s = ''; (function go() { setTimeout(() => { const now = performance.now();"
	       "s += now - at >= 3.5 ? 'C' : '-'; at = now; if (++n < 10) go(); else console.log(s) }, 0) })()", "------CCCC");
}

Test(host_browser, frames_and_idle_time)
{
	prints("requestIdleCallback(d => console.log('idle', d.didTimeout)); requestAnimationFrame(() => console.log('R'));"
	       "setTimeout(() => console.log('T')); Promise.resolve().then(() => console.log('P'))", "P|T|R|idle false");
	prints("let a; requestAnimationFrame(t => { a = t; cancelAnimationFrame(id) }); requestAnimationFrame(t => console.log(t === a));"
	       "const id = requestAnimationFrame(() => console.log('never'))", "true");
}

Test(host_browser, errors_are_reported_and_the_page_goes_on)
{
	prints("setTimeout(() => { throw 'x' }); setTimeout(() => console.log(2)); queueMicrotask(() => { throw null }); console.log(1)",
	       "1|Uncaught null|Uncaught x|2");
	prints("window.onerror = m => { console.log(m); return true }; throw new Error('boom')", "Uncaught Error: boom");
	prints("addEventListener('error', e => { console.log(e.message); e.preventDefault() }); reportError(new Error('r')); console.log('on')",
	       "Uncaught Error: r|on");
}

Test(host_browser, unhandled_rejections_are_a_task)
{
	prints("Promise.reject('x'); setTimeout(() => console.log('T'))", "T|Uncaught (in promise) x");
	prints("onunhandledrejection = e => { console.log(e.reason); return false }; Promise.reject(1)", "1");
	prints("const p = Promise.reject(1); onunhandledrejection = e => { e.preventDefault(); p.catch(() => console.log('c')) };"
	       "addEventListener('rejectionhandled', e => console.log('h', e.promise === p))", "c");
}

Test(host_browser, what_a_page_has)
{
	prints("console.log(typeof process, typeof require, window === globalThis, self === top)", "undefined undefined true true");
	predict(&page, "console.log(1); document.execCommand('copy')", EVL_STATUS_NOT_COVERED, "1");
	predict(&page, "const a = document.createElement('script'); console.log(1); a.blocking = 'render'", EVL_STATUS_NOT_COVERED, "1");
	predict(&page, "document.body.append(document.createElement('iframe')); console.log(1); window[0]", EVL_STATUS_NOT_COVERED, "1");
}
