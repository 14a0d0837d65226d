/* SPDX-License-Identifier: MIT */
/*
 * test_interfaces.c - The names of interfaces' prototypes. What is expected is what Chromium prints.
 */
#include "../console/prediction.h"

Test(host_interfaces, own_names_are_those_of_the_real_host)
{
	static const struct console_case cases[] = {
		{ "console.log(Object.getOwnPropertyNames(AbortController.prototype).join(), Object.getOwnPropertyNames(EventTarget.prototype).join());\n"
		  "console.log(Object.getOwnPropertyNames(URLSearchParams.prototype).join());\n"
		  "console.log(Reflect.ownKeys(NodeList.prototype).slice(-3).map(String).join());\n"
		  "AbortController.prototype.added = 1; console.log(Reflect.ownKeys(AbortController.prototype).map(String).join());\n"
		  "const names = []; for (const name in new AbortController()) names.push(name); console.log(names.join());",
		  "signal,abort,constructor addEventListener,dispatchEvent,removeEventListener,when,constructor\n"
		  "size,append,delete,get,getAll,has,set,sort,toString,entries,forEach,keys,values,constructor\n"
		  "constructor,Symbol(Symbol.toStringTag),Symbol(Symbol.iterator)\n"
		  "signal,abort,constructor,added,Symbol(Symbol.toStringTag)\n"
		  "signal,abort,added" },
	};
	EXPECT_PRINTS("browser", cases);
}
