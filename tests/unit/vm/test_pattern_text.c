/* SPDX-License-Identifier: MIT */
/*
 * test_pattern_text.c - What V8 says of a pattern that gets no object. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(vm_pattern_text, the_value_or_the_property_is_named)
{
	expect_output(
		"const cases = ['const { a } = null', 'const { a } = undefined', 'const { a: { b } } = {}', 'const [x] = undefined', 'const [x] = {}', '(function ({ a }) {})()', '(({ a }) => 1)(null)', 'let o = {}; ({ x: o.y.z } = { x: 1 })', 'for (const { a } of [null]);', 'const {} = null', 'let a; [a] = 5', 'const f = ({ p: [q] }) => q; f({ p: 1 })', 'let n = null; const { a } = n', 'let n = {}; const { a: { b } } = n.m'];"
		"for (const text of cases) try { (0, eval)(text); log('no error:', text); } catch (e) { log(e.message); }",
		"Cannot destructure property 'a' of 'null' as it is null.\n"
		"Cannot destructure property 'a' of 'undefined' as it is undefined.\n"
		"Cannot read properties of undefined (reading 'b')\n"
		"undefined is not iterable\n"
		"{} is not iterable\n"
		"Cannot destructure property 'a' of 'undefined' as it is undefined.\n"
		"Cannot destructure property 'a' of 'object null' as it is null.\n"
		"Cannot set properties of undefined (setting 'z')\n"
		"Cannot destructure property 'a' of '.for' as it is null.\n"
		"Cannot destructure 'null' as it is null.\n"
		"number 5 is not iterable (cannot read property Symbol(Symbol.iterator))\n"
		"number 1 is not iterable (cannot read property Symbol(Symbol.iterator))\n"
		"Cannot destructure property 'a' of 'n' as it is null.\n"
		"Cannot destructure property 'a' of 'n.m' as it is undefined.");
}
