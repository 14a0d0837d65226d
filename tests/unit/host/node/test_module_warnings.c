/* SPDX-License-Identifier: MIT */
/*
 * test_module_warnings.c - warnings of attributes of import() behind `assert`. What is expected is what Node 20 prints.
 */
#include "../../console/prediction.h"

Test(host_node_module_warnings, attributes_behind_assert_are_outdated)
{
	static const struct console_case cases[] = {
		{ "process.on('warning', ({ name, message }) => console.log(name, message.replace(/.*:/, ''))); process.nextTick(() => console.log('tick'));\n"
		  "import('node:fs', { assert: 5 }).catch((err) => console.log(err.message)); import('node:fs', { with: 5 }).catch((err) => console.log(err.message));\n"
		  "import('node:fs', { assert: undefined }).then((fs) => console.log(typeof fs.default)); console.log('main');",
		  "main\n"
		  "tick\n"
		  "(node:PID) V8: test.js:2 'assert' is deprecated in import statements and support will be removed in a future version; use 'with' instead\n"
		  "(Use `node --trace-warnings ...` to show where the warning was created)\n"
		  "V8 2 'assert' is deprecated in import statements and support will be removed in a future version; use 'with' instead\n"
		  "The 'assert' option must be an object\n"
		  "The 'assert' option must be an object\n"
		  "object" },
	};
	EXPECT_PRINTS("node", cases);
}
