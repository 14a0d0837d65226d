/* SPDX-License-Identifier: MIT */
/*
 * test_stack_element.c - Element functions of Promise.all and its siblings in stacks. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(vm_stack_element, traces_go_on_through_them)
{
	expect_output(
		"async function fail() { await null; throw new Error('deep'); }\n"
		"async function all() { await Promise.all([1, fail()]); } async function any() { await Promise.any([fail()]); } async function settled() { return (await Promise.allSettled([0, fail()]))[1].reason; }\n"
		"const frames = (e) => e.stack.split('\\n').slice(1).map((l) => l.trim().replace(/ \\((?!index).*/, '')).filter((l) => /fail|all|any|settled|Promise/.test(l)).join(' < ');\n"
		"all().catch((e) => log(frames(e))); any().catch((e) => log(frames(e.errors[0]))); settled().then((e) => log(frames(e)));",
		"at fail < at async Promise.all (index 1) < at async all\n"
		"at fail < at async Promise.any (index 0) < at async any\n"
		"at fail < at async Promise.allSettled (index 1) < at async settled");
}
