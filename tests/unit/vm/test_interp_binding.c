/* SPDX-License-Identifier: MIT */
/* Names of with. What is expected is what Node 20 writes. */
#include "../script.h"

Test(vm_interp_binding, properties_are_names_first)
{
	expect_output(
		"const o = { v: 1, m() { return this === o } }; with (o) { log(v, m()); v = 2; var v = 3; v += 4; v++; "
		"log(typeof nothing, typeof v, delete m); } log(o.v, 'm' in o, v);",
		"1 true\n"
		"undefined number true\n"
		"8 false undefined");
}

Test(vm_interp_binding, unscopables_and_closures)
{
	expect_output(
		"var x = 'outer'; with ({ x: 1, [Symbol.unscopables]: { x: true } }) log(x); "
		"function make(s) { with (s) { return () => n++; } } const s = { n: 1 }; const f = make(s); f(); f(); log(s.n); "
		"try { with (null) {} } catch (e) { log(e.message) }",
		"outer\n"
		"3\n"
		"Cannot convert undefined or null to object");
}
