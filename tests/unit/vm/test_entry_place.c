/* SPDX-License-Identifier: MIT */
/* Where a function is that found no room on the stack. What is expected is what Node 20 writes. */
#include "../script.h"

Test(vm_entry_place, of_the_first_instruction)
{
	expect_output(
		"const at = f => { try { f(1); } catch (e) { log(e.stack.split('\\n')[1].match(/:(\\d+:\\d+)/)[1]); } };\n"
		"function returns(n) { return returns(n) + 1; } at(returns);\n"
		"function loads(n) { if (n.length) return 1; return loads(n) + 1; } at(loads);\n"
		"function captures(n) { const inner = () => n; return captures(inner); } at(captures);\n"
		"function declares(n) { const rest = n - 1; return declares(rest); } at(declares);\n"
		"const arrow = (n) => n * arrow(n); at(arrow);\n"
		"const o = { get g() { return this.g; } }; at(() => o.g);\n",
		"2:23\n"
		"3:27\n"
		"4:18\n"
		"5:37\n"
		"6:24\n"
		"7:35");
}
