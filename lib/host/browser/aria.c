/* SPDX-License-Identifier: MIT */
/*
 * aria.c - `role` and the properties aria... of elements: nullable texts of attributes.
 */
#include "host/browser/aria.h"

#include <string.h>

#include "host/browser/node.h"
#include "host/browser/partial_text.h"

/* "ariaColIndex" is the attribute aria-colindex, "role" is role. */
static const char *attribute_of(struct evl_realm *realm, const char *property)
{
	size_t length = strlen(property);
	if (strncmp(property, "aria", 4) != 0)
		return property;
	char *name = evl_arena_alloc(&realm->scratch, length + 2);
	memcpy(name, "aria-", 5);
	for (size_t i = 4; i <= length; i++)
		name[i + 1] = (char)(property[i] >= 'A' && property[i] <= 'Z' ? property[i] | 32 : property[i]);
	return name;
}

bool evl_aria_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *element = evl_node_receiver(realm, args, EVL_DOM_ELEMENT);
	if (element == NULL)
		return false;
	struct evl_string *text = evl_element_get(realm, element, attribute_of(realm, evl_platform_name(args)));
	*result = text != NULL ? evl_partial_read(realm, evl_from_string(text)) : EVL_NULL;
	return true;
}

bool evl_aria_set(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *element = evl_node_receiver(realm, args, EVL_DOM_ELEMENT);
	struct evl_string *text = NULL;
	*result = EVL_UNDEFINED;
	if (element == NULL)
		return false;
	evl_name name = evl_platform_intern(realm, attribute_of(realm, evl_platform_name(args)));
	if (!evl_is_nullish(evl_arg(args, 0)) && !evl_partial_attribute(realm, name, evl_arg(args, 0), &text))
		return false;
	return evl_element_set(realm, element, name, text);
}
