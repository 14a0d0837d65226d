/* SPDX-License-Identifier: MIT */
/* Without a host, import() and import.meta are not covered; their results are in fixtures/modules. */
#include "../script.h"

Test(vm_interp_import, needs_a_host)
{
	struct script s;
	script_open(&s);
	cr_assert_null(s.realm.vm->import_module);
	cr_assert_null(s.realm.vm->import_meta);
	script_close(&s);
}
