/* SPDX-License-Identifier: MIT */
/* Errors: stack, own properties, cause, names put in. What is expected is what Node 20 prints. */
#include "prediction.h"

Test(console_inspect_error, stacks_are_printed_with_properties)
{
	static const struct console_case cases[] = {
		{ "const st = (e, s) => { e.stack = s + '\\n    at f (x.js:1:1)'; return e; }; console.log(Object.assign(st(new Error('m'), 'Error: m'), { code: 'E1', info: { x: 1 } }))",
		  "Error: m\n"
	  "    at f (x.js:1:1) {\n"
	  "  code: 'E1',\n"
	  "  info: { x: 1 }\n"
	  "}" },
		{ "const st = (e, s) => { e.stack = s + '\\n    at f (x.js:1:1)'; return e; }; console.log([st(new TypeError('m'), 'TypeError: m')], { e: st(new Error('x'), 'Error: x') })",
		  "[\n"
	  "  TypeError: m\n"
	  "      at f (x.js:1:1)\n"
	  "] {\n"
	  "  e: Error: x\n"
	  "      at f (x.js:1:1)\n"
	  "}" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(console_inspect_error, without_frames_brackets_stand_around)
{
	static const struct console_case cases[] = {
		{ "console.log((() => { const e = new TypeError('msg'); e.stack = 'TypeError: msg'; return e; })())",
		  "[TypeError: msg]" },
		{ "console.log((() => { const e = new Error(''); e.stack = undefined; return e; })())",
		  "[Error]" },
		{ "console.log((() => { const e = new Error('x'); delete e.stack; return [e]; })())",
		  "[ [Error: x] ]" },
		{ "console.log((() => { const e = new Error('x'); e.stack = 'x\\ny'; return [e]; })())",
		  "[\n"
	  "  [x\n"
	  "  y]\n"
	  "]" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(console_inspect_error, causes_and_errors_follow)
{
	static const struct console_case cases[] = {
		{ "const st = (e, s) => { e.stack = s + '\\n    at f (x.js:1:1)'; return e; }; console.log(st(new Error('outer', { cause: st(new TypeError('inner'), 'TypeError: inner') }), 'Error: outer'))",
		  "Error: outer\n"
	  "    at f (x.js:1:1) {\n"
	  "  [cause]: TypeError: inner\n"
	  "      at f (x.js:1:1)\n"
	  "}" },
		{ "const st = (e, s) => { e.stack = s + '\\n    at f (x.js:1:1)'; return e; }; console.log(st(new Error('o', { cause: null }), 'Error: o'), st(new Error('o', { cause: 'text' }), 'Error: o'))",
		  "Error: o\n"
	  "    at f (x.js:1:1) {\n"
	  "  [cause]: null\n"
	  "} Error: o\n"
	  "    at f (x.js:1:1) {\n"
	  "  [cause]: 'text'\n"
	  "}" },
		{ "const st = (e, s) => { e.stack = s + '\\n    at f (x.js:1:1)'; return e; }; console.log(st(new AggregateError([st(new Error('one'), 'Error: one'), 2], 'many'), 'AggregateError: many'))",
		  "AggregateError: many\n"
	  "    at f (x.js:1:1) {\n"
	  "  [errors]: [\n"
	  "    Error: one\n"
	  "        at f (x.js:1:1),\n"
	  "    2\n"
	  "  ]\n"
	  "}" },
		{ "console.log((() => { const frames = '\\n    at a (x:1:1)\\n    at b (x:2:2)\\n    at c (x:3:3)\\n    at d (x:4:4)\\n    at e (x:5:5)'; const c = new Error('c'); c.stack = 'Error: c' + frames; const o = new Error('o', { cause: c }); o.stack = 'Error: o\\n    at top (x:9:9)' + frames; return o; })())",
		  "Error: o\n"
	  "    at top (x:9:9)\n"
	  "    at a (x:1:1)\n"
	  "    ... 3 lines matching cause stack trace ...\n"
	  "    at e (x:5:5) {\n"
	  "  [cause]: Error: c\n"
	  "      at a (x:1:1)\n"
	  "      at b (x:2:2)\n"
	  "      at c (x:3:3)\n"
	  "      at d (x:4:4)\n"
	  "      at e (x:5:5)\n"
	  "}" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(console_inspect_error, class_names_are_put_in)
{
	static const struct console_case cases[] = {
		{ "const st = (e, s) => { e.stack = s + '\\n    at f (x.js:1:1)'; return e; }; class ValidationError extends Error {} console.log(st(new ValidationError('bad'), 'Error: bad'))",
		  "ValidationError: bad\n"
	  "    at f (x.js:1:1)" },
		{ "const st = (e, s) => { e.stack = s + '\\n    at f (x.js:1:1)'; return e; }; class V extends Error {} console.log(st(new V('bad'), 'Error: bad'))",
		  "V [Error]: bad\n"
	  "    at f (x.js:1:1)" },
		{ "const st = (e, s) => { e.stack = s + '\\n    at f (x.js:1:1)'; return e; }; class X extends Error {} X.prototype.name = 'XError'; console.log(st(new X('q'), 'XError: q'))",
		  "X [XError]: q\n"
	  "    at f (x.js:1:1)" },
		{ "const st = (e, s) => { e.stack = s + '\\n    at f (x.js:1:1)'; return e; }; console.log(Object.assign(st(new Error('m'), 'Error: m'), { name: 'Custom' }))",
		  "Error: m\n"
	  "    at f (x.js:1:1) {\n"
	  "  name: 'Custom'\n"
	  "}" },
		{ "const st = (e, s) => { e.stack = s + '\\n    at f (x.js:1:1)'; return e; }; const e = st(new Error('m'), 'Custom: m'); e.name = 'Custom'; console.log(e)",
		  "Custom: m\n"
	  "    at f (x.js:1:1)" },
		{ "const st = (e, s) => { e.stack = s + '\\n    at f (x.js:1:1)'; return e; }; console.log(Object.setPrototypeOf(st(new RangeError('m'), 'RangeError: m'), null))",
		  "[RangeError: null prototype]: m\n"
	  "    at f (x.js:1:1)" },
	};
	EXPECT_PRINTS("node", cases);
}
