/* SPDX-License-Identifier: MIT */
/* The old methods that make HTML. What is expected is what Node 20 gives. */
#include "../script.h"

Test(builtins_string_markup, texts_are_wrapped)
{
	static const char *const cases[][2] = {
		{ "'a'.anchor('\"x\"') + 'b'.big() + 'c'.link('u') + 'd'.fontcolor('red') + 'e'.fixed() + 'f'.bold() + 'g'.italics() + 'h'.sub() + 'i'.sup() + 'j'.small() + 'k'.strike() + 'l'.blink() + 'm'.fontsize(7)",
		  "<a name=\"&quot;x&quot;\">a</a><big>b</big><a href=\"u\">c</a><font color=\"red\">d</font><tt>e</tt><b>f</b><i>g</i><sub>h</sub><sup>i</sup><small>j</small><strike>k</strike><blink>l</blink><font size=\"7\">m</font>" },
		{ "String.prototype.big.call(null)",
		  "TypeError: String.prototype.big called on null or undefined" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}
