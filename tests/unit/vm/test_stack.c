/* SPDX-License-Identifier: MIT */
/* Stack traces as V8 writes them. What is expected is what Node 20 writes. */
#include "../script.h"

Test(vm_stack, frames_of_functions_and_methods)
{
	expect_output(
		"const lines = e => e.stack.split('\\n').slice(1).map(l => l.trim().split('(')[0].trim()).filter(l "
		"=> !l.includes(':')).slice(0, 2).join(' | '); const fail = () => { throw new Error('x'); }; "
		"const t = f => { try { f(); } catch (e) { log(lines(e)); } }; const o = { m() { fail(); }, n: "
		"fail, get g() { return fail(); } }; t(function named() { fail(); }); t(() => o.m()); t(() => "
		"o.n()); t(() => o.g); t(() => new (class K { constructor() { fail(); } })()); class S { static "
		"s() { fail(); } i() { fail(); } } t(() => S.s()); t(() => new S().i()); t(() => [1].map(fail)); "
		"t(() => JSON.stringify({ toJSON: fail })); t(() => fail.call({}));",
		"at fail | at named\n"
		"at fail | at Object.m\n"
		"at Object.fail [as n] | at t\n"
		"at fail | at get g [as g]\n"
		"at fail | at new K\n"
		"at fail | at S.s\n"
		"at fail | at S.i\n"
		"at fail | at Array.map\n"
		"at Object.fail [as toJSON] | at JSON.stringify\n"
		"at Object.fail | at t");
}

Test(vm_stack, the_first_line_follows_name_and_message)
{
	expect_output(
		"const e = new Error('a'); e.message = 'b'; log(e.stack.split('\\n')[0]); class MyErr extends "
		"Error { constructor(m) { super(m); this.name = 'MyErr'; } } log(new "
		"MyErr('c').stack.split('\\n')[0]); const t = new TypeError(); log(t.stack.split('\\n')[0]); "
		"log(Object.getOwnPropertyNames(new Error('m')).join());",
		"Error: b\n"
		"MyErr: c\n"
		"TypeError\n"
		"stack,message");
}

Test(vm_stack, constructors_of_errors_leave_no_frame)
{
	expect_output(
		"class MyErr extends Error { constructor(m) { super(m); } } function make() { return new "
		"MyErr('x'); } log(make().stack.split('\\n')[1].trim().split(' ')[1]); function plain() { return "
		"Error('x'); } log(plain().stack.split('\\n')[1].trim().split(' ')[1]);",
		"make\n"
		"plain");
}

Test(vm_stack, async_callers_are_shown)
{
	expect_output(
		"const names = e => e.stack.split('\\n').slice(1).map(l => l.trim().split('(')[0].trim()).filter(l "
		"=> !l.includes('process.')).join(' | '); async function inner() { await null; throw new "
		"Error('x'); } async function outer() { await inner(); } (async function top() { try { await "
		"outer(); } catch (e) { log(names(e)); } })(); (async function all() { try { await "
		"Promise.all([1, outer()]); } catch (e) { log(names(e)); } })();",
		"at inner | at async outer | at async top\n"
		"at inner | at async outer | at async Promise.all | at async all");
}

Test(vm_stack, ten_frames_at_most)
{
	expect_output(
		"let d = 0; function deep() { if (++d === 20) throw new Error('x'); deep(); } try { deep(); } "
		"catch (e) { log(e.stack.split('\\n').length); }",
		"11");
}
