/* SPDX-License-Identifier: MIT */
/*
 * scripts.c - scripts that come into the document after it began, and handlers given as attributes.
 */
#include <string.h>

#include "host/browser/dom.h"
#include "vm/promise.h"

bool evl_page_script_inserted(struct evl_realm *realm, struct evl_dom_node *script)
{
	if (evl_element_has(realm, script, "src"))
		return evl_not_covered(realm, "a script inserted by a script");
	if (script->first == NULL)
		return true;
	script->script_done = true;
	return evl_not_covered(realm, "a script inserted by a script");
}

bool evl_page_handler_attribute(struct evl_realm *realm, struct evl_dom_node *element, evl_name name, struct evl_string *code)
{
	(void)element;
	(void)name;
	return code == NULL || evl_not_covered(realm, "an event handler given as an attribute");
}

bool evl_page_set_hash(struct evl_realm *realm, const char *text)
{
	(void)text;
	return evl_not_covered(realm, "location.hash");
}

bool evl_page_resolve(struct evl_realm *realm, struct evl_string *address, evl_value *result)
{
	(void)address;
	(void)result;
	return evl_not_covered(realm, "an address relative to the page's");
}
