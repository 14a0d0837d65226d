/* SPDX-License-Identifier: MIT */
/* Objects whose Symbol.toPrimitive is no function. What is expected is what Node 20 writes. */
#include "../script.h"

#define PROPERTY "'5' returned for property 'Symbol(Symbol.toPrimitive)' of object '#<Object>' is not a function\n"
#define START "const q = { [Symbol.toPrimitive]: 5 }, f = () => q, t = (g) => { try { log(g()); } catch (e) { log(e.message); } };"

Test(vm_conversion_text, bytecode_names_the_call_evaluated_last)
{
	expect_output(START "t(() => `${f()}`); t(() => `${q}`); t(() => f() + ''); t(() => { let z = 'a'; z += f(); }); t(() => `${(0, f())}`);"
			    "t(() => ({ [f()]: 1 }));",
		      "f is not a function\nnumber 5 is not a function\nnumber 5 is not a function\nf is not a function\nf is not a function\n"
		      "number 5 is not a function");
}

Test(vm_conversion_text, native_code_names_the_property)
{
	expect_output(START "t(() => q in {}); t(() => parseInt(q)); t(() => [1].indexOf(1, q)); t(() => 'a'.indexOf(q)); t(() => new Date(q));"
			    "t(() => delete ({})[q]); t(() => Math.max(q));",
		      PROPERTY PROPERTY PROPERTY "number 5 is not a function\n" PROPERTY PROPERTY "number 5 is not a function");
}
