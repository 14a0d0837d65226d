/* SPDX-License-Identifier: MIT */
/* lib/builtins/later.c: reading what is not covered stops the prediction, and no script can catch that. */
#include "../script.h"

Test(builtins_later, every_row_names_itself)
{
	static const char *const names[] = {
		"WebAssembly",
	};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct script s;
		char source[128];
		script_open(&s);
		snprintf(source, sizeof source, "log('before'); try { %s; } catch { log('caught'); } finally { log('finally'); }", names[i]);
		script_run(&s, source);
		cr_expect_eq(s.realm.halt, EVL_STATUS_NOT_COVERED, "%s", names[i]);
		cr_expect_str_eq(s.realm.halt_text, names[i]);
		cr_expect(strncmp(script_output(&s), "before\nhalted", 13) == 0, "%s", script_output(&s));
		script_close(&s);
	}
}

Test(builtins_later, listing_the_globals_reads_none)
{
	expect_output("log(Object.getOwnPropertyNames(globalThis).includes('Proxy'), 'RegExp' in globalThis);", "true true");
}
