/* SPDX-License-Identifier: MIT */
/* lib/builtins/array.c. What is expected is what Node 20 writes, but for lengths that it would not live to see. */
#include "../script.h"

Test(builtins_array, lengths_are_checked)
{
	expect_output(
		"const t = f => { try { log(f()); } catch (e) { log(e); } };\nt(() => new Array(-1)); t(() => Array(1.5)); "
		"log(Array(3).length, new Array('3').length, Array(1, 2).length, Array().length);\n"
		"log(new Array(2 ** 32 - 1).length, 0 in Array(1), Array.isArray(new Array(5)));",
		"RangeError: Invalid array length\nRangeError: Invalid array length\n3 1 2 0\n4294967295 false true");
}

Test(builtins_array, subclasses_get_their_prototype)
{
	expect_output(
		"class A extends Array { last() { return this.at(-1); } } const a = new A(1, 2, 3); "
		"log(a.last(), a.length, a instanceof A, A.from([4]).last(), A.of(5, 6).last(), new A(2).length);",
		"3 3 true 4 6 2");
}

Test(builtins_array, from_takes_iterables_and_array_likes)
{
	expect_output(
		"log(Array.from('ab'), Array.from({ length: 2, 1: 'x' }), Array.from(new Set([1, 1, 2]), v => v * 2), Array.from([1], function () { return this.k; "
		"}, { k: 'k' }));\nconst t = f => { try { log(f()); } catch (e) { log(e); } };\nt(() => Array.from(null)); "
		"t(() => Array.from([], 5)); t(() => Array.from({ [Symbol.iterator]: 1 })); log(Array.from(5).length);",
		"a,b ,x 2,4 k\nTypeError: object null is not iterable (cannot read property Symbol(Symbol.iterator))\n"
		"TypeError: 5 is not a function\n"
		"TypeError: %Array%.from requires that the property of the first argument, items[Symbol.iterator], when exists, be a function\n"
		"0");
}

Test(builtins_array, rows_have_v8s_names_and_lengths)
{
	expect_output(
		"log(Object.getOwnPropertyNames(Array)); "
		"log(Object.getOwnPropertyNames(Array.prototype).sort().filter(n => typeof Array.prototype[n] === 'function').map(n => n + Array.prototype[n].length)); "
		"log(Array.prototype[Symbol.iterator] === Array.prototype.values, Object.keys(Array.prototype[Symbol.unscopables]));",
		"length,name,prototype,isArray,from,of\n"
		"at1,concat1,constructor1,copyWithin2,entries0,every1,fill1,filter1,find1,findIndex1,findLast1,findLastIndex1,flat0,flatMap1,forEach1,includes1,indexOf1,join1,keys0,lastIndexOf1,map1,pop0,push1,reduce1,reduceRight1,reverse0,shift0,slice2,some1,sort1,splice2,toLocaleString0,toReversed0,toSorted1,toSpliced2,toString0,unshift1,values0,with2\n"
		"true at,copyWithin,entries,fill,find,findIndex,findLast,findLastIndex,flat,flatMap,includes,keys,values,toReversed,toSorted,toSpliced");
}
