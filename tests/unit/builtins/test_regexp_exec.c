/* SPDX-License-Identifier: MIT */
/*
 * test_regexp_exec.c - exec, test, match, matchAll and lastIndex. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(builtins_regexp_exec, a_match_has_groups_index_input)
{
	expect_output(
		"const m = /(?<y>\\d{4})-(\\d\\d)(x)?/d.exec('on 2024-05'); log(m.length, m.index, m.input, m[0], m[1], m[2], m[3], m.groups.y, Object.keys(m));"
		"log(JSON.stringify(m.indices), JSON.stringify(m.indices.groups), Object.getPrototypeOf(m.groups));",
		"4 3 on 2024-05 2024-05 2024 05 undefined 2024 0,1,2,3,index,input,groups,indices\n"
		"[[3,10],[3,7],[8,10],null] {\"y\":[3,7]} null");
}

Test(builtins_regexp_exec, last_index_is_kept_by_global_and_sticky_ones_only)
{
	expect_output(
		"const g = /a/g, y = /a/y, n = /a/; for (const r of [g, y, n]) { r.lastIndex = 1; log(r.test('aba'), r.lastIndex, r.test('aba'), r.lastIndex); }"
		"g.lastIndex = 99; log(g.exec('aba'), g.lastIndex); g.lastIndex = -1; log(g.exec('aba').index, g.lastIndex);",
		"true 3 false 0\n"
		"false 0 true 1\n"
		"true 1 true 1\n"
		"null 0\n"
		"0 1");
}

Test(builtins_regexp_exec, an_empty_match_moves_on_by_a_character)
{
	expect_output(
		"log('abc'.match(/x*/g).length, '\\u{1F600}a'.match(/x*/gu).length, '\\u{1F600}a'.match(/x*/g).length, [...'ab'.matchAll(/(?:)/g)].map((m) => m.index));",
		"4 3 4 0,1,2");
}

Test(builtins_regexp_exec, objects_with_an_exec_of_their_own)
{
	expect_output(
		"const own = /a/g; let calls = 0; own.exec = function () { return calls++ < 2 ? { index: 0, 0: 'z' } : null; };"
		"log('aaa'.match(own), calls, RegExp.prototype.test.call({ exec: () => ({}) }, 'x'));"
		"try { RegExp.prototype.test.call({ exec: () => 1 }, 'x'); } catch (e) { log(e.message); }"
		"try { ''.matchAll(/a/); } catch (e) { log(e.message); }",
		"z,z 3 true\n"
		"RegExp exec method returned something other than an Object or null\n"
		"String.prototype.matchAll called with a non-global RegExp argument");
}

Test(builtins_regexp_exec, last_index_that_cannot_be_written)
{
	expect_output(
		"const frozen = Object.freeze(/a/g); try { frozen.exec('b'); } catch (e) { log(e.name, e.message); }"
		"log(Object.freeze(/a/).test('a'));",
		"TypeError Cannot assign to read only property 'lastIndex' of object '[object RegExp]'\n"
		"true");
}
