/* SPDX-License-Identifier: MIT */
/*
 * test_json_revive.c - JSON.parse with a reviver. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(builtins_json_revive, from_the_inside_out_in_the_order_of_the_keys)
{
	expect_output(
		"const seen = []; JSON.parse('{\"b\":{\"x\":1},\"a\":[true,null],\"2\":3,\"1\":4}', function (k, v) { seen.push(k + (Array.isArray(this) ? '!' : '')); return v; }); log(seen.join(' '));",
		"1 2 x b 0! 1! a ");
}

Test(builtins_json_revive, undefined_deletes)
{
	expect_output(
		"log(JSON.stringify(JSON.parse('{\"a\":1,\"b\":[1,2,3]}', (k, v) => (v === 2 || k === 'a' ? undefined : v))), JSON.parse('1', () => undefined));",
		"{\"b\":[1,null,3]} undefined");
}

Test(builtins_json_revive, the_holder_may_be_changed_on_the_way)
{
	expect_output(
		"log(JSON.stringify(JSON.parse('{\"a\":1,\"b\":2}', function (k, v) { if (k === 'a') this.b = { c: 9 }; return typeof v === 'number' ? v + 1 : v; })));"
		"log(JSON.stringify(JSON.parse('[1,2,3]', function (k, v) { if (k === '0') this.length = 1; return v; })));",
		"{\"a\":2,\"b\":{\"c\":10}}\n"
		"[1]");
}

Test(builtins_json_revive, errors_of_the_reviver_come_through)
{
	expect_output(
		"try { JSON.parse('[1,[2]]', (k, v) => { if (v === 2) throw new Error('at ' + k); return v; }); } catch (e) { log(e.message); }"
		"log(JSON.stringify(JSON.parse('{\"__proto__\":{\"x\":1}}', (k, v) => v)), JSON.parse('\"x\"', 5), JSON.parse('{\"a\":1}', {}).a);",
		"at 0\n"
		"{\"__proto__\":{\"x\":1}} x 1");
}
