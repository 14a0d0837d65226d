/* SPDX-License-Identifier: MIT */
/*
 * test_node.c - the Node profile: its APIs, its events, the ends of a process.
 */
#include "../run/predicted.h"

TestSuite(host_node, .init = predicted_start, .fini = predicted_end);

static const struct evl_run_options node = { .name = "a.js", .host = "node" };

static void prints(const char *text, const char *lines)
{
	predict(&node, text, EVL_STATUS_OK, lines);
}

static int exit_status(void)
{
	return predicted_run.results[0].trace.exit_status;
}

Test(host_node, timers_are_objects)
{
	prints("const t = setTimeout(() => {}, 1); console.log(typeof t, t.constructor.name, typeof +t, t.hasRef())", "object Timeout number true");
	prints("setTimeout(function (a, b) { console.log(this.constructor.name, a, b) }, 0, 1, 2)", "Timeout 1 2");
	prints("setImmediate(function (a) { console.log(this.constructor.name, a) }, 3)", "Immediate 3");
	prints("const t = setTimeout(() => console.log(1)); clearTimeout(+t); setTimeout(() => console.log(2)).unref()", "");
	prints("let n = 0; const t = setInterval(() => { console.log(++n); if (n === 3) t.close() }, 5)", "1|2|3");
	prints("const t = setTimeout(() => console.log('t'), 5); setTimeout(() => t.refresh(), 3); setTimeout(() => console.log('s'), 6)", "s|t");
}

Test(host_node, callbacks_must_be_functions)
{
	prints("try { setTimeout('x') } catch (e) { console.log(e.code, e.message) }",
	       "ERR_INVALID_ARG_TYPE The \"callback\" argument must be of type function. Received type string ('x')");
	prints("try { process.nextTick({}) } catch (e) { console.log(String(e)) }",
	       "TypeError [ERR_INVALID_ARG_TYPE]: The \"callback\" argument must be of type function. Received an instance of Object");
	prints("try { queueMicrotask(null) } catch (e) { console.log(e.name, Object.keys(e)) }", "TypeError [ 'code' ]");
}

Test(host_node, order_of_the_queues)
{
	prints("setTimeout(() => console.log('T')); setImmediate(() => console.log('I')); process.nextTick(() => console.log('N'));"
	       "Promise.resolve().then(() => console.log('P')); console.log('S')", "S|N|P|T|I");
	struct evl_run_options module = { .name = "a.mjs", .host = "node" };
	predict(&module, "process.nextTick(() => console.log('N')); Promise.resolve().then(() => console.log('P'))", EVL_STATUS_OK, "P|N");
}

Test(host_node, an_uncaught_error_ends_the_process)
{
	prints("setTimeout(() => console.log('never')); throw new Error('boom')",
	       "a.js:1\nsetTimeout(() => console.log('never')); throw new Error('boom')\n"
	       "                                        ^\n\nError: boom\n    at Object.<anonymous> (a.js:1:47)\n\nNode.js v20.20.2");
	cr_expect_eq(exit_status(), 1);
	cr_expect(predicted_has(EVL_EVENT_PENDING));
	prints("  throw 'text'", "\na.js:1\n  throw 'text'\n  ^\ntext\n(Use `node --trace-uncaught ...` to show where the exception was thrown)\n\nNode.js v20.20.2");
}

Test(host_node, handlers_of_errors)
{
	prints("process.on('uncaughtException', (e, o) => console.log(e.message, o)); setTimeout(() => console.log('t')); throw new Error('x')",
	       "x uncaughtException|t");
	cr_expect_eq(exit_status(), 0);
	prints("process.on('unhandledRejection', r => console.log('u', r)); const p = Promise.reject(1);"
	       "process.on('rejectionHandled', q => console.log('h', q === p)); setTimeout(() => p.catch(() => console.log('c')))",
	       "u 1|c|h true");
}

Test(host_node, exit_and_its_events)
{
	prints("process.on('exit', c => console.log('exit', c)); setTimeout(() => console.log('never')); process.exit(3)", "exit 3");
	cr_expect_eq(exit_status(), 3);
	prints("process.exitCode = 7", "");
	cr_expect_eq(exit_status(), 7);
	prints("let n = 0; process.on('beforeExit', () => { console.log('b'); if (!n++) setTimeout(() => console.log('t')) })", "b|t|b");
	struct evl_run_options module = { .name = "a.mjs", .host = "node" };
	predict(&module, "console.log(1); await new Promise(() => {})", EVL_STATUS_OK, "1");
	cr_expect_eq(exit_status(), 13);
}

Test(host_node, promises_while_a_storage_is_in_use)
{
	prints("const { AsyncLocalStorage } = require('async_hooks'); const als = new AsyncLocalStorage();"
	       "const own = () => Object.getOwnPropertySymbols(Promise.resolve()).map((s) => s.description);"
	       "console.log(own().length); als.run(1, () => console.log(own().join())); als.disable(); console.log(own().length)",
	       "0|async_id_symbol,trigger_async_id_symbol,kResourceStore|0");
}

Test(host_node, modules_that_require_knows)
{
	prints("const { promisify } = require('util'); promisify(setTimeout)(5, 'v').then(console.log)", "v");
	prints("const { setTimeout: sleep } = require('node:timers/promises'); (async () => { console.log(await sleep(1, 'x')) })()", "x");
	prints("console.log(require('process') === process, require.main === module, module.exports === this)", "true true true");
}
