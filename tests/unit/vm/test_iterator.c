/* SPDX-License-Identifier: MIT */
/* The iterators of the library. What is expected is what Node 20 writes. */
#include "../script.h"

Test(vm_iterator, array_iterators)
{
	expect_output(
		"const it = ['a', 'b'][Symbol.iterator](); log(JSON.stringify(it.next()), "
		"JSON.stringify(it.next()), JSON.stringify(it.next()), Object.prototype.toString.call(it), "
		"it[Symbol.iterator]() === it); log([...['x', 'y'].keys()].join(), "
		"[...['x'].entries()].join(';'), [...Array.prototype.values.call({ length: 2, 0: 'p', 1: 'q' "
		"})].join());",
		"{\"value\":\"a\",\"done\":false} {\"value\":\"b\",\"done\":false} {\"done\":true} [object Array Iterator] true\n"
		"0,1 0,x p,q");
}

Test(vm_iterator, an_exhausted_iterator_stays_so)
{
	expect_output(
		"const a = [1]; const it = a.values(); it.next(); it.next(); a.push(2); "
		"log(JSON.stringify(it.next())); const m = new Map([[1, 2]]); const mi = m.entries(); mi.next(); "
		"m.set(3, 4); log(mi.next().value.join()); mi.next(); m.set(5, 6); log(mi.next().done);",
		"{\"done\":true}\n"
		"3,4\n"
		"true");
}

Test(vm_iterator, incompatible_receivers)
{
	expect_output(
		"for (const [from, to] of [[[].values(), {}], [new Map().keys(), [].values()], "
		"['s'[Symbol.iterator](), 5]]) try { from.next.call(to); } catch (e) { log(e.message); }",
		"Method Array Iterator.prototype.next called on incompatible receiver #<Object>\n"
		"Method Map Iterator.prototype.next called on incompatible receiver #<Object>\n"
		"Method String Iterator.prototype.next called on incompatible receiver 5");
}

Test(vm_iterator, strings_step_by_code_point)
{
	expect_output(
		"log([...'a\\u{1F600}\\uD83Dz'].map(c => c.length).join(), [...''].length, "
		"Array.from('ab').join('-'));",
		"1,2,1,1 0 a-b");
}
