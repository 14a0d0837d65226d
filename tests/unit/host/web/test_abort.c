/* SPDX-License-Identifier: MIT */
/*
 * test_abort.c - AbortController and AbortSignal. What is expected is what Node 20 prints.
 */
#include "../../console/prediction.h"

Test(host_web_abort, signals_are_aborted_once)
{
	static const struct console_case cases[] = {
		{ "const c = new AbortController(), s = c.signal; let n = 0;\n"
		  "s.onabort = (e) => console.log('onabort', e.type, e.target === s, s.aborted); s.addEventListener('abort', () => n++);\n"
		  "console.log(s.aborted, s.reason, s.throwIfAborted()); c.abort(); c.abort('again');\n"
		  "console.log(s.aborted, s.reason.name, s.reason.message, s.reason.code, n); try { s.throwIfAborted(); } catch (e) { console.log(e === s.reason); }\n"
		  "console.log(AbortSignal.abort('why').reason, AbortSignal.abort().reason.name, String(c), String(s));",
		  "false undefined undefined\n"
		  "onabort abort true true\n"
		  "true AbortError This operation was aborted 20 1\n"
		  "true\n"
		  "why AbortError [object AbortController] [object AbortSignal]" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(host_web_abort, signals_of_others)
{
	static const struct console_case cases[] = {
		{ "const a = new AbortController(), b = new AbortController(), any = AbortSignal.any([a.signal, b.signal]);\n"
		  "any.addEventListener('abort', () => console.log('any', any.reason)); b.abort('b'); a.abort('a'); console.log(any.reason, AbortSignal.any([]).aborted, AbortSignal.any([a.signal, b.signal]).reason);\n"
		  "for (const f of [() => new AbortSignal(), () => AbortController(), () => AbortSignal.any(1), () => AbortSignal.timeout(-1)]) try { f(); console.log('no error'); } catch (e) { console.log(e.name, e.code); }\n"
		  "AbortSignal.timeout(5).addEventListener('abort', (e) => console.log(e.target.reason.name, e.target.reason.code)); setTimeout(() => {}, 20);",
		  "any b\n"
		  "b false a\n"
		  "TypeError ERR_ILLEGAL_CONSTRUCTOR\n"
		  "TypeError undefined\n"
		  "TypeError ERR_INVALID_ARG_TYPE\n"
		  "RangeError ERR_OUT_OF_RANGE\n"
		  "TimeoutError 23" },
	};
	EXPECT_PRINTS("node", cases);
}
