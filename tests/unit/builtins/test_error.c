/* SPDX-License-Identifier: MIT */
/* lib/builtins/error.c. What is expected is what Node 20 writes, but for lengths that it would not live to see. */
#include "../script.h"

Test(builtins_error, errors_carry_message_and_cause)
{
	expect_output(
		"const e = new RangeError('m', { cause: 5 }); "
		"log(e, e.name, e.message, e.cause, Object.getOwnPropertyNames(e), e instanceof Error, Object.getPrototypeOf(RangeError) === Error); "
		"log(Object.getOwnPropertyNames(new Error()), Object.getOwnPropertyNames(TypeError('x', {})), new Error(undefined).message === '', new Error(null).message); "
		"const a = new AggregateError([1, 2], 'both'); log(a, a.errors, Object.getOwnPropertyNames(a)); "
		"class V extends Error { constructor(m) { super(m); this.name = 'V'; "
		"} } log(new V('v'), new V('w') instanceof V);",
		"RangeError: m RangeError m 5 stack,message,cause true true\nstack stack,message true null\n"
		"AggregateError: both 1,2 stack,message,errors\nV: v true");
}

Test(builtins_error, to_string_takes_any_object)
{
	expect_output(
		"const s = Error.prototype.toString; "
		"log(s.call({}), s.call({ name: 'N', message: 'M' }), s.call({ name: '' , message: 'M' }), s.call({ name: 'N', message: '' }), s.call({ name: undefined, message: undefined }));\n"
		"const t = f => { try { log(f()); } catch (e) { log(e); } };\nt(() => s.call(5)); "
		"t(() => new AggregateError(5)); t(() => new Error(Symbol.iterator)); "
		"t(() => Error.captureStackTrace(1)); t(() => Error.captureStackTrace(Object.freeze({})));",
		"Error N: M M N Error\nTypeError: Method Error.prototype.toString called on incompatible receiver 5\n"
		"TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))\n"
		"TypeError: Cannot convert a Symbol value to a string\nTypeError: invalid_argument\n"
		"TypeError: Cannot define property stack, object is not extensible");
}

Test(builtins_error, captured_stacks_begin_with_the_text)
{
	expect_output(
		"class E extends Error { constructor(m) { super(m); Error.captureStackTrace(this, E); this.name = 'Late'; "
		"} } log(new E('x').stack.split('\\n')[0]); const o = { name: 'O', message: 'p' }; "
		"Error.captureStackTrace(o); log(o.stack.split('\\n')[0], Object.keys(o).length); "
		"Error.stackTraceLimit = 0; log(new Error('bare').stack); Error.stackTraceLimit = 'no'; "
		"log(new Error('none').stack); ",
		"Late: x\nO: p 2\nError: bare\nundefined");
}
