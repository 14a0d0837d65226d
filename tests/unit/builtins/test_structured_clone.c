/* SPDX-License-Identifier: MIT */
/* structuredClone and the DOMException that it throws. What is expected is what Node 20 gives. */
#include "../script.h"
#include "builtins/structured_clone.h"

static void expect_with_clone(const struct evl_rows *rows, const char *source, const char *expected)
{
	struct script s;
	script_open(&s);
	evl_define_rows(&s.realm, s.realm.global, rows);
	script_run(&s, source);
	cr_expect_str_eq(script_output(&s), expected, "%s\n-- wrote:\n%s\n-- expected:\n%s", source, script_output(&s), expected);
	script_close(&s);
}

Test(builtins_structured_clone, values_are_copied_with_their_identities)
{
	expect_with_clone(&evl_rows_structured_clone,
		"const o = { a: [1, , 3], m: new Map([[{ k: 1 }, new Set([1])]]), get g() { return 5; }, n: new Number(3) }; o.self = o; o.twice = o.m;\n"
		"const c = structuredClone(o);\n"
		"log(c !== o, c.self === c, c.twice === c.m, c.m !== o.m, 1 in c.a, c.a.length, c.g, [...c.m.keys()][0].k, c.n + 1);\n"
		"log(Object.getOwnPropertyDescriptor(c, 'g').value, structuredClone(-0) === 0, structuredClone(undefined), structuredClone('x'));\n"
		"class F { x = 1; } log(structuredClone(new F()).constructor === Object, JSON.stringify(structuredClone(Object.create({ p: 1 }, { h: { value: 1 } }))));",
		"true true true true false 3 5 1 4\n5 true undefined x\ntrue {}");
}

Test(builtins_structured_clone, errors_keep_kind_message_stack_and_cause)
{
	expect_with_clone(&evl_rows_structured_clone,
		"const e = new RangeError('m', { cause: { a: 1 } }); e.extra = 1; const c = structuredClone(e);\n"
		"log(c instanceof RangeError, c.message, c.name, c.cause.a, c.cause !== e.cause, c.extra, c.stack === e.stack, Object.getOwnPropertyNames(c));\n"
		"class V extends Error {} log(structuredClone(new V('x')).constructor.name, structuredClone(new AggregateError([1], 'y')).name);",
		"true m RangeError 1 true undefined true stack,message,cause\nError Error");
}

Test(builtins_structured_clone, what_cannot_be_copied_throws)
{
	static const char source[] =
		"for (const v of [() => 1, Symbol('q'), { a: class A {} }, Promise.resolve(), new WeakMap(), Object(Symbol('s'))])\n"
		"\ttry { structuredClone(v); } catch (e) { log(e.name, e.code, e.message, e instanceof DOMException, e instanceof Error); }\n"
		"try { structuredClone(); } catch (e) { log(e); }";
	expect_with_clone(&evl_rows_structured_clone, source,
		"DataCloneError 25 () => 1 could not be cloned. true true\n"
		"DataCloneError 25 Symbol(q) could not be cloned. true true\n"
		"DataCloneError 25 class A {} could not be cloned. true true\n"
		"DataCloneError 25 #<Promise> could not be cloned. true true\n"
		"DataCloneError 25 #<WeakMap> could not be cloned. true true\n"
		"DataCloneError 25 [object Symbol] could not be cloned. true true\n"
		"TypeError: The value argument must be specified");
	expect_with_clone(&evl_rows_structured_clone_page, "try { structuredClone(() => {}); } catch (e) { log(e); }",
		"DataCloneError: Failed to execute 'structuredClone' on 'Window': () => {} could not be cloned.");
}

Test(builtins_structured_clone, depth_is_bounded)
{
	expect_with_clone(&evl_rows_structured_clone,
		"let d = {}; for (let i = 0; i < 200000; i++) d = { d }; try { structuredClone(d); } catch (e) { log(e); }",
		"RangeError: Maximum call stack size exceeded");
}
