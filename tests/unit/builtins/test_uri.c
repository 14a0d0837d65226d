/* SPDX-License-Identifier: MIT */
/* lib/builtins/uri.c. What is expected is what Node 20 writes, but for lengths that it would not live to see. */
#include "../script.h"

Test(builtins_uri, uris_are_coded_and_checked)
{
	expect_output(
		"log(encodeURI('a b&c/é€😀#[]'), encodeURIComponent('a&b=c d/é')); "
		"log(decodeURI('%41%2f%23%E2%82%AC'), decodeURIComponent('%41%2f%e2%82%ac%f0%9f%98%80')); "
		"log(escape('a b+é€'), unescape('%u20AC%e9%zz%4'));\nconst t = f => { try { log(f()); "
		"} catch (e) { log(e); } };\n"
		"for (const bad of ['%', '%zz', '%c0%80', '%ed%a0%80', '%e2%82', '%f8%80%80%80%80', '%80', '%e2%28%a1']) t(() => decodeURIComponent(bad)); "
		"t(() => encodeURI('\\ud800')); t(() => encodeURIComponent('a\\udc00'));",
		"a%20b&c/%C3%A9%E2%82%AC%F0%9F%98%80#%5B%5D a%26b%3Dc%20d%2F%C3%A9\nA%2f%23€ A/€😀\na%20b+%E9%u20AC €é%zz%4\n"
		"URIError: URI malformed\nURIError: URI malformed\nURIError: URI malformed\nURIError: URI malformed\n"
		"URIError: URI malformed\nURIError: URI malformed\nURIError: URI malformed\nURIError: URI malformed\n"
		"URIError: URI malformed\nURIError: URI malformed");
}
