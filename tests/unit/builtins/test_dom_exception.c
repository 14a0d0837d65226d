/* SPDX-License-Identifier: MIT */
/* DOMException. What is expected is what Node 20 gives. */
#include "../script.h"

Test(builtins_dom_exception, it_has_name_message_and_code)
{
	expect_output(
		"const e = new DOMException('m', 'AbortError'); log(e.name, e.message, e.code, e instanceof Error, String(e), Object.prototype.toString.call(e));\n"
		"log(new DOMException().name, new DOMException('x').message, new DOMException('x', 'Own').code, new DOMException('c', { name: 'N', cause: 5 }).cause);\n"
		"log(e.stack.split('\\n')[0], Object.getOwnPropertyNames(e), DOMException.ABORT_ERR, e.DATA_CLONE_ERR);\n"
		"try { DOMException(); } catch (x) { log(x); }",
		"AbortError m 20 true AbortError: m [object DOMException]\nError x 0 5\nAbortError: m stack 20 25\n"
		"TypeError: Class constructor DOMException cannot be invoked without 'new'");
}
