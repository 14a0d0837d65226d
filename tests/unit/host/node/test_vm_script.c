/* SPDX-License-Identifier: MIT */
/*
 * test_vm_script.c - Texts run by node:vm. What is expected is what Node 20 prints.
 */
#include "../../console/prediction.h"

Test(host_node_vm_script, contexts)
{
	static const struct console_case cases[] = {
		{ "const vm = require('vm'); const box = vm.createContext({ x: 2, log: (...a) => console.log(...a) }); vm.runInContext('var y = x * 2; z = 7; let l = 1; log(typeof l, this === globalThis)', box); console.log(box.y, box.z, box.l, typeof y, vm.isContext(box), vm.isContext({}));\n"
		  "const s = new vm.Script('n = typeof n === \"undefined\" ? 1 : n + 1', { filename: 'my.js' }); console.log(s.runInContext(box), s.runInContext(box), s.runInNewContext({}), vm.runInNewContext('a + b', { a: 1, b: 2 }), vm.runInThisContext('typeof require'));\n"
		  "try { new vm.Script('let let', { filename: 'bad.js' }); } catch (e) { console.log(e.name, e.message, e.stack.split('\\n')[0]); } try { vm.runInContext('throw new TypeError(\"in\")', box, 'f.js'); } catch (e) { console.log(e.name, e.message); }",
		  "number true\n"
		  "4 7 undefined undefined true false\n"
		  "1 2 1 3 undefined\n"
		  "SyntaxError let is disallowed as a lexically bound name bad.js:1\n"
		  "TypeError in" },
	};
	EXPECT_PRINTS("node", cases);
}
