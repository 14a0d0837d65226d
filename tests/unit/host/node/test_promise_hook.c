/* SPDX-License-Identifier: MIT */
/*
 * test_promise_hook.c - What AsyncLocalStorage keeps in promises. What is expected is what Node 20 prints.
 */
#include "../../console/prediction.h"

Test(host_node_promise_hook, what_is_kept_where)
{
	static const struct console_case cases[] = {
		{ "const { AsyncLocalStorage } = require('async_hooks'); const s = new AsyncLocalStorage();\n"
		  "s.run('a', () => { Promise.resolve().then(() => { console.log('then', s.getStore()); s.run('b', () => setTimeout(() => console.log('timer', s.getStore()))); }); process.nextTick(() => console.log('tick', s.getStore())); }); console.log('out', s.getStore());\n"
		  "const p = Promise.resolve(); s.run('c', () => p.then(() => console.log('c?', s.getStore()))); s.enterWith('d'); p.then(() => console.log('d?', s.getStore())); s.exit(() => console.log('exit', s.getStore())); (async () => { await null; console.log('await', s.getStore()); })(); s.disable(); console.log('disabled', s.getStore());",
		  "out undefined\n"
		  "exit undefined\n"
		  "disabled undefined\n"
		  "tick undefined\n"
		  "then undefined\n"
		  "c? c\n"
		  "d? d\n"
		  "await d\n"
		  "timer b" },
	};
	EXPECT_PRINTS("node", cases);
}
