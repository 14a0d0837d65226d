/* SPDX-License-Identifier: MIT */
/*
 * test_missing_name.c - Names that are not there. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(vm_missing_name, errors_of_names)
{
	expect_output(
		"const cases = ['nothing', 'nothing()', 'typeof nothing', 'nothing.x', 'delete nothing', '\"use strict\"; nothing = 1', '{ x; let x }', 'y = z; let y', 'const c = 1; c = 2', '(() => { d; class d {} })()', 'nothing++', 'let q = q', 'class K extends K {}'];"
		"for (const text of cases) try { log((0, eval)(text)); } catch (e) { log(e.name, e.message); }",
		"ReferenceError nothing is not defined\n"
		"ReferenceError nothing is not defined\n"
		"undefined\n"
		"ReferenceError nothing is not defined\n"
		"true\n"
		"ReferenceError nothing is not defined\n"
		"ReferenceError Cannot access 'x' before initialization\n"
		"ReferenceError z is not defined\n"
		"TypeError Assignment to constant variable.\n"
		"ReferenceError Cannot access 'd' before initialization\n"
		"ReferenceError nothing is not defined\n"
		"ReferenceError Cannot access 'q' before initialization\n"
		"ReferenceError Cannot access 'K' before initialization");
}
