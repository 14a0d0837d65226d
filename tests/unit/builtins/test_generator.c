/* SPDX-License-Identifier: MIT */
/* The library objects of generators and async functions. What is expected is what Node 20 writes. */
#include "../script.h"

Test(builtins_generator, generator_families)
{
	expect_output(
		"const g = function* () {}, ag = async function* () {}, af = async () => {};\n"
		"for (const o of [g, ag, af]) for (let p = Object.getPrototypeOf(o), n = 0; p && n < 1; p = Object.getPrototypeOf(p), n++) for (const k of Reflect.ownKeys(p)) { const d = Object.getOwnPropertyDescriptor(p, k); log(String(k), typeof d.value, d.writable, d.enumerable, d.configurable); }\n"
		"for (const o of [g.prototype, ag.prototype]) for (let p = Object.getPrototypeOf(o); p !== Object.prototype; p = Object.getPrototypeOf(p)) for (const k of Reflect.ownKeys(p)) { const d = Object.getOwnPropertyDescriptor(p, k); log(String(k), typeof d.value, typeof d.value === 'function' ? d.value.name + '/' + d.value.length : '', d.writable, d.enumerable, d.configurable); }",
		"prototype object false false true\nconstructor function false false true\n"
		"Symbol(Symbol.toStringTag) string false false true\nprototype object false false true\n"
		"constructor function false false true\nSymbol(Symbol.toStringTag) string false false true\n"
		"constructor function false false true\nSymbol(Symbol.toStringTag) string false false true\n"
		"constructor object  false false true\nnext function next/1 true false true\n"
		"return function return/1 true false true\nthrow function throw/1 true false true\n"
		"Symbol(Symbol.toStringTag) string  false false true\n"
		"Symbol(Symbol.iterator) function [Symbol.iterator]/0 true false true\n"
		"constructor object  false false true\nnext function next/1 true false true\n"
		"return function return/1 true false true\nthrow function throw/1 true false true\n"
		"Symbol(Symbol.toStringTag) string  false false true\n"
		"Symbol(Symbol.asyncIterator) function [Symbol.asyncIterator]/0 true false true");
}
