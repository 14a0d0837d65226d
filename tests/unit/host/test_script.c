/* SPDX-License-Identifier: MIT */
/*
 * test_script.c - host scripts: run when first touched, out of the snippet's reach, and invisible in its stacks.
 */
#include "../run/predicted.h"
#include "host/script.h"

TestSuite(host_script, .init = predicted_start, .fini = predicted_end);

static const struct evl_run_options node = { .name = "a.js", .host = "node" };

static void prints(const char *text, const char *lines)
{
	predict(&node, text, EVL_STATUS_OK, lines);
}

Test(host_script, the_table_knows_its_scripts)
{
	cr_expect(evl_host_script_exists("node/events"));
	cr_expect_not(evl_host_script_exists("node/none"));
	cr_expect_gt(*evl_host_scripts[0].length, 0);
}

Test(host_script, what_a_snippet_changes_does_not_reach_it)
{
	prints("Array.prototype.slice = () => { throw 1 }; Reflect.apply = null; Promise.prototype.then = null;"
	       "const e = new (require('events'))(); e.on('x', () => console.log(1)); e.on('x', () => console.log(2)); e.emit('x')",
	       "1|2");
}

Test(host_script, its_frames_are_left_out)
{
	prints("const e = new (require('events'))(); e.on('x', function f() { console.log(new Error('m').stack.split('\\n').slice(1).join()) }); e.emit('x')",
	       "    at EventEmitter.f (a.js:1:75),    at Object.<anonymous> (a.js:1:131)");
	prints("console.log([require('events').once], String(structuredClone), String(console.log))",
	       "[ [AsyncFunction: once] ] function structuredClone() { [native code] } function () { [native code] }");
}

Test(host_script, the_text_of_its_functions_is_not_covered)
{
	predict(&node, "console.log(String(require('events').once))", EVL_STATUS_NOT_COVERED, "");
	predict(&node, "console.log(`${setTimeout}`)", EVL_STATUS_NOT_COVERED, "");
}

Test(host_script, modules_are_made_once)
{
	prints("console.log(require('events') === require('node:events'), require('stream').Readable === require('node:stream').Readable)", "true true");
}

Test(host_script, a_module_that_is_not_covered_says_so)
{
	predict(&node, "require('http2').connect('x')", EVL_STATUS_NOT_COVERED, "");
}
