/* SPDX-License-Identifier: MIT */
/*
 * test_clone.c - What structuredClone takes of a host's objects. What is expected is what Node 20 prints.
 */
#include "../../console/prediction.h"

Test(host_web_clone, host_objects)
{
	static const struct console_case cases[] = {
		{ "for (const v of [new AbortController().signal, new Event('x'), () => 1, Symbol('s'), new WeakMap(), Promise.resolve(), new URL('http://a/'), globalThis]) try { const c = structuredClone(v); console.log('cloned', Object.prototype.toString.call(c), Object.keys(c).length > 99); } catch (e) { console.log(e.name, e.code, e.message.slice(0, 60)); }\n"
		  "const { port1, port2 } = new MessageChannel(); try { structuredClone(port1); } catch (e) { console.log(e.name, e.code); } port1.close();",
		  "cloned [object Object] false\n"
		  "cloned [object Object] false\n"
		  "DataCloneError 25 () => 1 could not be cloned.\n"
		  "DataCloneError 25 Symbol(s) could not be cloned.\n"
		  "DataCloneError 25 #<WeakMap> could not be cloned.\n"
		  "DataCloneError 25 #<Promise> could not be cloned.\n"
		  "cloned [object Object] false\n"
		  "DataCloneError 25 #<Object> could not be cloned.\n"
		  "TypeError ERR_MISSING_TRANSFERABLE_IN_TRANSFER_LIST" },
	};
	EXPECT_PRINTS("node", cases);
}
