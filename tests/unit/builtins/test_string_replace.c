/* SPDX-License-Identifier: MIT */
/* replace, replaceAll, split and the pattern protocol. What is expected is what Node 20 gives. */
#include "../script.h"

Test(builtins_string_replace, texts_are_replaced_once_or_always)
{
	static const char *const cases[][2] = {
		{ "'aXbX'.replace('X', '-') + 'aXbX'.replaceAll('X', '-') + 'abc'.replaceAll('', '.') + 'abc'.replace('', '_') + 'abc'.replace('z', 1)",
		  "a-bXa-b-.a.b.c._abcabc" },
		{ "'abc'.replace('b', '[$&][$`][$\\'][$$][$1][$<x>]$')",
		  "a[b][a][c][$][$1][$<x>]$c" },
		{ "'abcabc'.replaceAll('b', (m, p, s) => m.toUpperCase() + p + s.length)",
		  "aB16caB46c" },
		{ "'abc'.replace('b', undefined) + 'abc'.replace(undefined, 'x')",
		  "aundefinedcabc" },
		{ "'x'.replace('x', () => '$&')",
		  "$&" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}

Test(builtins_string_replace, splitting)
{
	static const char *const cases[][2] = {
		{ "['a,b,,c'.split(','), 'abc'.split(''), 'abc'.split(), 'abc'.split('b', 1), ''.split(''), ''.split(','), 'a1b1c'.split(1), 'abc'.split('', 2), 'a,b'.split(',', 0)].map(x => x.length + ':' + x.join('|'))",
		  "4:a|b||c,3:a|b|c,1:abc,1:a,0:,1:,3:a|b|c,2:a|b,0:" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}

Test(builtins_string_replace, objects_are_asked_by_symbol)
{
	static const char *const cases[][2] = {
		{ "'s'.replace({ [Symbol.replace](s, r) { return 'replaced ' + s + r; } }, 'R')",
		  "replaced sR" },
		{ "'s'.split({ [Symbol.split](s, l) { return [s, l]; } }, 7)",
		  "s,7" },
		{ "'s'.match({ [Symbol.match](s) { return 'm' + s; } }) + 's'.search({ [Symbol.search](s) { return 'f' + s; } })",
		  "msfs" },
		{ "'s'.replaceAll({ [Symbol.match]: true, flags: 'i', [Symbol.replace]() {} }, '')",
		  "TypeError: String.prototype.replaceAll called with a non-global RegExp argument" },
		{ "'s'.replace({ [Symbol.replace]: 1 }, '')",
		  "TypeError: number 1 is not a function" },
		{ "'a5'.replace(5, 'x')",
		  "ax" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}
