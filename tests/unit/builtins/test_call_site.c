/* SPDX-License-Identifier: MIT */
/*
 * test_call_site.c - Error.prepareStackTrace and CallSite objects. What is expected is what Node 20 prints.
 */
#include "../console/prediction.h"

Test(builtins_call_site, what_it_gets)
{
	static const struct console_case cases[] = {
		{ "const log = (...a) => console.log(a.map(String).join(' '));\n"
		  "Error.prepareStackTrace = (error, sites) => { log(error instanceof Error, Array.isArray(sites), sites.length >= 2); return sites; };\n"
		  "function outer() { return new Error('x').stack; }\n"
		  "const sites = outer(), [first, second] = sites;\n"
		  "log(first.getFunctionName(), first.getLineNumber(), first.getColumnNumber(), first.getTypeName(), first.isNative(), first.isConstructor(), first.isEval(), first.isToplevel());\n"
		  "log(second.getFunctionName(), second.getLineNumber(), second.isAsync(), second.isPromiseAll(), second.getPromiseIndex());\n"
		  "log(Object.prototype.toString.call(first), Object.getOwnPropertyNames(Object.getPrototypeOf(first)).includes('getFileName'));",
		  "true true true\n"
		  "outer 3 27 null false false false true\n"
		  "null 4 false false null\n"
		  "[object Object] true" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(builtins_call_site, methods_and_constructors)
{
	static const struct console_case cases[] = {
		{ "const log = (...a) => console.log(a.map(String).join(' '));\n"
		  "Error.prepareStackTrace = (error, sites) => sites[0];\n"
		  "class A { constructor() { this.site = new Error().stack; } m() { return new Error().stack; } static s() { return new Error().stack; } }\n"
		  "const a = new A();\n"
		  "log(a.site.isConstructor(), a.site.getFunctionName(), a.m().getMethodName(), a.m().getTypeName(), A.s().getTypeName(), a.m().isToplevel());\n"
		  "log(String(a.m()).replace(/\\(.*/, ''), String(a.site).replace(/\\(.*/, ''), String(A.s()).replace(/\\(.*/, ''));",
		  "true A m A Function false\n"
		  "A.m  new A  A.s " },
	};
	EXPECT_PRINTS("node", cases);
}

Test(builtins_call_site, when_it_is_called)
{
	static const struct console_case cases[] = {
		{ "const log = (...a) => console.log(a.map(String).join(' '));\n"
		  "let calls = 0;\n"
		  "Error.prepareStackTrace = (error) => { calls++; return 'made ' + error.message; };\n"
		  "const e = new Error('one'); log(calls); log(e.stack, e.stack, calls);\n"
		  "e.stack = 'mine'; log(e.stack);\n"
		  "Error.prepareStackTrace = () => { throw new TypeError('inside'); };\n"
		  "try { log(new Error('two').stack); } catch (x) { log(x.message); }\n"
		  "Error.prepareStackTrace = 5; log(new Error('three').stack.split('\\n')[0]);",
		  "0\n"
		  "made one made one 1\n"
		  "mine\n"
		  "inside\n"
		  "Error: three" },
	};
	EXPECT_PRINTS("node", cases);
}
