/* SPDX-License-Identifier: MIT */
/* What a run adds to a template. What is expected is what Node 20 writes. */
#include "../script.h"

Test(vm_code_instance, template_objects_belong_to_their_site)
{
	expect_output(
		"const id = s => s; const a = () => id`x`, b = () => id`x`; log(a() === a(), a() === b());",
		"true false");
}

Test(vm_code_instance, functions_of_one_site_share_nothing_but_code)
{
	expect_output(
		"const make = () => function f() { return f.n = (f.n || 0) + 1; }; const a = make(), b = make(); "
		"a(); log(a(), b(), a === b);",
		"2 1 false");
}
