/* SPDX-License-Identifier: MIT */
/* The methods of console. What is expected is what Node 20 and Chromium print. */
#include "prediction.h"

Test(console_console, groups_indent_every_line)
{
	static const struct console_case cases[] = {
		{ "console.group('G', { a: 1 }); console.log('x\\ny'); console.group(); console.log(); console.error([1]); console.groupEnd(); console.log('one'); console.groupEnd(); console.groupEnd(); console.log('none')",
		  "G { a: 1 }\n"
	  "  x\n"
	  "  y\n"
	  "    \n"
	  "    [ 1 ]\n"
	  "  one\n"
	  "none" },
		{ "console.groupCollapsed('C'); console.log({ a: 'x'.repeat(70), b: 1 }); console.table([1])",
		  "C\n"
	  "  {\n"
	  "    a: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',\n"
	  "    b: 1\n"
	  "  }\n"
	  "  ┌─────────┬────────┐\n"
	  "  │ (index) │ Values │\n"
	  "  ├─────────┼────────┤\n"
	  "  │ 0       │ 1      │\n"
	  "  └─────────┴────────┘" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(console_console, counts_are_by_label)
{
	static const struct console_case cases[] = {
		{ "console.count(); console.count('x'); console.count(); console.count(undefined); console.count(null); console.count({}); console.countReset(); console.count(); console.count('default')",
		  "default: 1\n"
	  "x: 1\n"
	  "default: 2\n"
	  "default: 3\n"
	  "null: 1\n"
	  "[object Object]: 1\n"
	  "default: 1\n"
	  "default: 2" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(console_console, assertions_print_when_false)
{
	static const struct console_case cases[] = {
		{ "console.assert(true, 'no'); console.assert(false); console.assert(false, 'shown %s', 'yes', { a: 1 }); console.assert(0, { o: 1 }); console.assert()",
		  "Assertion failed\n"
	  "Assertion failed: shown yes { a: 1 }\n"
	  "Assertion failed: [object Object]\n"
	  "Assertion failed" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(console_console, every_method_gives_undefined)
{
	static const struct console_case cases[] = {
		{ "console.log(console.log('a'), console.dir(1), console.group(), console.groupEnd(), console.count(), console.table(1), console.clear())",
		  "a\n"
	  "1\n"
	  "default: 1\n"
	  "1\n"
	  "undefined undefined undefined undefined undefined undefined undefined" },
		{ "console.info('i'); console.debug('d'); console.warn('w'); console.error('e'); console.dirxml('x', [1])",
		  "i\n"
	  "d\n"
	  "w\n"
	  "e\n"
	  "x [ 1 ]" },
		{ "const { log, count } = console; log('free'); count('c'); [1].forEach(console.log)",
		  "free\n"
	  "c: 1\n"
	  "1 0 [ 1 ]" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(console_console, methods_call_a_replaced_log)
{
	static const struct console_case cases[] = {
		{ "const real = console.log, seen = []; console.log = (...a) => seen.push(a.join(',')); console.count('c'); console.group('g'); console.table([1].slice(1)); console.info('not'); console.log = real; console.groupEnd(); console.log(seen)",
		  "  not\n"
	  "[ 'c: 1', 'g', '┌─────────┐\\n│ (index) │\\n├─────────┤\\n└─────────┘' ]" },
		{ "console.warn = (...a) => console.log('warned', a); console.assert(false, 'x', 1)",
		  "warned [ 'Assertion failed: x', 1 ]" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(console_console, labels_must_be_text)
{
	static const struct console_case cases[] = {
		{ "try { console.count(Symbol('s')); } catch (e) { console.log(e.message); } try { console.assert(false, Symbol('s')); } catch (e) { console.log(e.message); }",
		  "Cannot convert a Symbol value to a string\n"
	  "Cannot convert a Symbol value to a string" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(console_console, a_page_has_its_own_words)
{
	static const struct console_case cases[] = {
		{ "console.log(); console.log(''); console.group(); console.log('in'); console.groupEnd(); console.count(); console.assert(false); console.assert(false, 'shown %s', 'yes'); console.assert(0, { o: 1 }); console.trace('here %d', 1); console.countReset('nope'); console.clear()",
		  "\n"
	  "console.group\n"
	  "  in\n"
	  "default: 1\n"
	  "Assertion failed: console.assert\n"
	  "Assertion failed: shown yes\n"
	  "Assertion failed: {o: 1}\n"
	  "here 1\n"
	  "Count for 'nope' does not exist\n"
	  "Console was cleared" },
	};
	EXPECT_PRINTS("browser", cases);
}
