/* SPDX-License-Identifier: MIT */
/* JSON.stringify. What is expected is what Node 20 gives. */
#include "../script.h"

Test(builtins_json_stringify, values)
{
	static const char *const cases[][2] = {
		{ "JSON.stringify({ a: undefined, f() {}, s: Symbol('x'), n: NaN, i: -Infinity, z: -0, d: [undefined, () => 1, Symbol()], w: [new Number(3), new String('x'), new Boolean(false)], m: new Map([[1, 2]]) })",
		  "{\"n\":null,\"i\":null,\"z\":0,\"d\":[null,null,null],\"w\":[3,\"x\",false],\"m\":{}}" },
		{ "[JSON.stringify(undefined), JSON.stringify(() => 1), JSON.stringify('a\"b\\\\c\\n\\u2028\\ud800😀\\x07'), JSON.stringify(null)].join('|')",
		  "||\"a\\\"b\\\\c\\n \\ud800😀\\u0007\"|null" },
		{ "JSON.stringify({ 2: 'b', 1: 'a', [Symbol('s')]: 1, ['__proto__']: 1 })",
		  "{\"1\":\"a\",\"2\":\"b\",\"__proto__\":1}" },
		{ "JSON.stringify([, 1])",
		  "[null,1]" },
		{ "JSON.stringify(Object.create({ inherited: 1 }, { own: { value: 1, enumerable: true }, hidden: { value: 2 } }))",
		  "{\"own\":1}" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}

Test(builtins_json_stringify, indentation)
{
	static const char *const cases[][2] = {
		{ "JSON.stringify({ a: [1, { b: 2 }], c: {}, d: [] }, null, 2)",
		  "{\n"
	  "  \"a\": [\n"
	  "    1,\n"
	  "    {\n"
	  "      \"b\": 2\n"
	  "    }\n"
	  "  ],\n"
	  "  \"c\": {},\n"
	  "  \"d\": []\n"
	  "}" },
		{ "JSON.stringify([1, [2]], null, '--')",
		  "[\n"
	  "--1,\n"
	  "--[\n"
	  "----2\n"
	  "--]\n"
	  "]" },
		{ "JSON.stringify({ a: 1 }, null, 20)",
		  "{\n"
	  "          \"a\": 1\n"
	  "}" },
		{ "JSON.stringify({ a: 1 }, null, 'abcdefghijklmnop')",
		  "{\n"
	  "abcdefghij\"a\": 1\n"
	  "}" },
		{ "JSON.stringify({ a: 1 }, null, new Number(1))",
		  "{\n"
	  " \"a\": 1\n"
	  "}" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}

Test(builtins_json_stringify, replacers)
{
	static const char *const cases[][2] = {
		{ "JSON.stringify({ a: 1, b: { a: 2, c: 3 } }, ['a', 'b', 'a'])",
		  "{\"a\":1,\"b\":{\"a\":2}}" },
		{ "JSON.stringify({ a: 1, b: [1, 2] }, (k, v) => typeof v === 'number' ? v + 1 : v)",
		  "{\"a\":2,\"b\":[2,3]}" },
		{ "JSON.stringify({ a: 1, b: 2 }, (k, v) => k === 'a' ? undefined : v)",
		  "{\"b\":2}" },
		{ "JSON.stringify({ 1: 'x', 2: 'y' }, [1, new String('2')])",
		  "{\"1\":\"x\",\"2\":\"y\"}" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}

Test(builtins_json_stringify, to_json_is_called)
{
	static const char *const cases[][2] = {
		{ "JSON.stringify({ toJSON(k) { return { key: k }; } })",
		  "{\"key\":\"\"}" },
		{ "JSON.stringify({ a: { toJSON(k) { return 'for ' + k; } } })",
		  "{\"a\":\"for a\"}" },
		{ "JSON.stringify([{ toJSON: k => typeof k + k }])",
		  "[\"string0\"]" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}

Test(builtins_json_stringify, circles_are_named)
{
	static const char *const cases[][2] = {
		{ "(() => { const a = {}; a.self = a; return JSON.stringify(a); })()",
		  "TypeError: Converting circular structure to JSON\n"
	  "    --> starting at object with constructor 'Object'\n"
	  "    --- property 'self' closes the circle" },
		{ "(() => { const a = {}; a.b = { c: { d: { e: { f: a } } } }; return JSON.stringify({ x: a }); })()",
		  "TypeError: Converting circular structure to JSON\n"
	  "    --> starting at object with constructor 'Object'\n"
	  "    |     property 'b' -> object with constructor 'Object'\n"
	  "    |     property 'c' -> object with constructor 'Object'\n"
	  "    |     ...\n"
	  "    |     property 'e' -> object with constructor 'Object'\n"
	  "    --- property 'f' closes the circle" },
		{ "(() => { const a = [[]]; a[0].push({ '': a }); return JSON.stringify(a); })()",
		  "TypeError: Converting circular structure to JSON\n"
	  "    --> starting at object with constructor 'Array'\n"
	  "    |     index 0 -> object with constructor 'Array'\n"
	  "    |     index 0 -> object with constructor 'Object'\n"
	  "    --- <anonymous> closes the circle" },
		{ "(() => { class Foo {} const a = new Foo(); a['1'] = a; return JSON.stringify(a); })()",
		  "TypeError: Converting circular structure to JSON\n"
	  "    --> starting at object with constructor 'Foo'\n"
	  "    --- property '1' closes the circle" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}

Test(builtins_json_stringify, deep_values_end_in_a_range_error)
{
	static const char *const cases[][2] = {
		{ "(() => { let d = []; for (let i = 0; i < 100000; i++) d = [d]; return JSON.stringify(d); })()",
		  "RangeError: Maximum call stack size exceeded" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}
