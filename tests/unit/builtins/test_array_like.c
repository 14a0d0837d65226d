/* SPDX-License-Identifier: MIT */
/* lib/builtins/array_like.c. What is expected is what Node 20 writes, but for lengths that it would not live to see. */
#include "../script.h"

Test(builtins_array_like, indexes_beyond_arrays_are_plain_properties)
{
	expect_output(
		"const o = { length: 2 ** 53 - 1, [2 ** 53 - 3]: 'x', [2 ** 53 - 2]: 'y' }; "
		"log(Array.prototype.at.call(o, -1), Array.prototype.slice.call(o, 2 ** 53 - 3), Array.prototype.pop.call(o), o.length, (2 ** 53 - 2) in o);",
		"y x,y y 9007199254740990 false");
}

Test(builtins_array_like, prototypes_show_through_holes)
{
	expect_output(
		"Array.prototype[1] = 'inherited'; const a = [0, , 2]; log(a.map(x => x)); "
		"log(a.indexOf('inherited'), a.slice(1), a.includes(undefined), a.pop(), a.pop(), a.length); "
		"log([3, , 1].sort()); delete Array.prototype[1];",
		"0,inherited,2\n1 inherited,2 false 2 inherited 1\n1,3,inherited");
}

Test(builtins_array_like, failed_deletes_and_writes_throw)
{
	expect_output(
		"const t = f => { try { log(f()); } catch (e) { log(e); } };\nconst f = Object.freeze([1, 2]); "
		"t(() => f.pop()); t(() => f.shift()); t(() => f.push(1)); t(() => f.sort()); t(() => f.unshift()); "
		"t(() => f.splice(0, 1)); t(() => f.fill(0)); t(() => f.copyWithin(0, 1)); t(() => f.reverse()); "
		"t(() => Array.prototype.pop.call('ab')); t(() => Object.preventExtensions([1]).push(2)); "
		"t(() => Object.preventExtensions([1]).pop());",
		"TypeError: Cannot delete property '1' of [object Array]\n"
		"TypeError: Cannot assign to read only property '0' of object '[object Array]'\n"
		"TypeError: Cannot add property 2, object is not extensible\n"
		"TypeError: Cannot assign to read only property '0' of object '[object Array]'\n"
		"TypeError: Cannot assign to read only property 'length' of object '[object Array]'\n"
		"TypeError: Cannot assign to read only property '0' of object '[object Array]'\n"
		"TypeError: Cannot assign to read only property '0' of object '[object Array]'\n"
		"TypeError: Cannot assign to read only property '0' of object '[object Array]'\n"
		"TypeError: Cannot assign to read only property '0' of object '[object Array]'\n"
		"TypeError: Cannot delete property '1' of [object String]\n"
		"TypeError: Cannot add property 1, object is not extensible\n1");
}

Test(builtins_array_like, lists_for_calls_are_bounded)
{
	expect_output(
		"const t = f => { try { log(f()); } catch (e) { log(e); } };\n"
		"t(() => Math.max.apply(null, { length: 3, 0: 1, 1: 9, 2: 4 })); t(() => Math.max.apply(null, 5)); "
		"t(() => Math.max.apply(null, { length: 2 ** 40 })); t(() => Math.max.apply(null, { length: 1e6 })); "
		"t(() => Math.max.apply(null, new Array(3)));",
		"9\nTypeError: CreateListFromArrayLike called on non-object\nRangeError: Invalid array length\n"
		"RangeError: Maximum call stack size exceeded\nNaN");
}

/* A loop in C over a length that a snippet chose counts against the steps. */
Test(builtins_array_like, library_loops_end_at_the_step_limit)
{
	static const char *const sources[] = {
		"[].find.call({ length: 2 ** 53 - 1 }, () => false);", "[].includes.call({ length: 2 ** 53 - 1 }, undefined) || [].fill.call({ length: 2 ** 53 - 1 }, 0);",
		"Array.from({ length: 2 ** 53 - 1 });", "[].copyWithin.call({ length: 2 ** 53 - 1, get 5() {} }, 1);",
		"const l = {}; l.__proto__ = null; Array.from({ length: 2 ** 32 - 1 }, () => l);", "[].fill.call({ length: 2 ** 53 - 1 }, 0);",
	};
	for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++) {
		struct script s;
		script_open(&s);
		s.realm.vm->steps_left = s.realm.vm->max_steps = 100000;
		script_run(&s, sources[i]);
		cr_expect(s.realm.halt == EVL_STATUS_STEP_LIMIT || s.realm.exception == EVL_EMPTY, "%s", sources[i]);
		script_close(&s);
	}
}
