/* SPDX-License-Identifier: MIT */
/*
 * dictionary.c - members of dictionaries: read, then converted while the web's state says which member it is, so that the errors of a
 * conversion name it (conversion_context.c).
 */
#include "host/browser/dictionary.h"

#include <string.h>

#include "host/browser/browser.h"
#include "value/convert.h"
#include "value/unknown.h"

bool evl_dictionary_of(struct evl_realm *realm, evl_value value, const char *name, struct evl_dictionary *out)
{
	*out = (struct evl_dictionary){ .realm = realm, .object = evl_is_unknown(value) || evl_is_null(value) ? EVL_UNDEFINED : value, .name = name };
	return evl_is_undefined(out->object) || evl_is_object(out->object) ||
	       evl_platform_type_error(realm, "%sThe provided value is not of type '%s'.", evl_page_conversion_context(realm), name);
}

bool evl_dictionary_get(const struct evl_dictionary *dictionary, const char *member, evl_value *value)
{
	*value = EVL_UNDEFINED;
	return evl_is_undefined(dictionary->object) ||
	       evl_get(dictionary->realm, dictionary->object, evl_platform_intern(dictionary->realm, member), value);
}

/* The member whose conversion begins; what was converted before it comes back with leave(). */
struct reading {
	const char *member, *owner, *suffix;
};

static struct reading enter(struct evl_realm *realm, const char *owner, const char *member)
{
	struct evl_web *web = evl_web(realm);
	struct reading outer = { web->read_member, web->read_owner, web->read_suffix };
	web->read_member = member;
	web->read_owner = owner;
	web->read_suffix = "";
	return outer;
}

static void leave(struct evl_realm *realm, struct reading outer)
{
	struct evl_web *web = evl_web(realm);
	web->read_member = outer.member;
	web->read_owner = outer.owner;
	web->read_suffix = outer.suffix;
}

bool evl_dictionary_number(const struct evl_dictionary *dictionary, const char *owner, const char *member, double *number, bool *unknown)
{
	struct evl_realm *realm = dictionary->realm;
	evl_value value;
	if (!evl_dictionary_get(dictionary, member, &value))
		return false;
	if (unknown != NULL && evl_is_unknown(value))
		*unknown = true;
	if (evl_is_undefined(value) || (unknown != NULL && *unknown && evl_is_unknown(value)))
		return true;
	struct reading outer = enter(realm, owner, member);
	bool ok = evl_to_number(realm, value, number);
	leave(realm, outer);
	return ok;
}

static bool to_word(struct evl_realm *realm, evl_value value, const char *type, const char *const *words, uint32_t *index)
{
	struct evl_string *text;
	if (!evl_to_string(realm, value, &text))
		return false;
	const char *word = evl_string_utf8(realm, text);
	for (uint32_t i = 0; words[i] != NULL; i++)
		if (strcmp(words[i], word) == 0) {
			*index = i;
			return true;
		}
	return evl_platform_type_error(realm, "%sThe provided value '%s' is not a valid enum value of type %s.", evl_page_conversion_context(realm), word,
				       type);
}

bool evl_dictionary_word(const struct evl_dictionary *dictionary, const char *owner, const char *member, const char *type,
			 const char *const *words, uint32_t *index)
{
	struct evl_realm *realm = dictionary->realm;
	evl_value value;
	if (!evl_dictionary_get(dictionary, member, &value))
		return false;
	if (evl_is_undefined(value) || evl_is_unknown(value))
		return true;
	struct reading outer = enter(realm, owner, member);
	bool ok = to_word(realm, value, type, words, index);
	leave(realm, outer);
	return ok;
}
