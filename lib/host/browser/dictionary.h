/* SPDX-License-Identifier: MIT */
/*
 * dictionary.h - the members of a dictionary that a page's operation takes, converted one by one with the words that Chromium has for what
 * cannot be (Web IDL, "es-dictionary").
 */
#ifndef EVL_HOST_BROWSER_DICTIONARY_H
#define EVL_HOST_BROWSER_DICTIONARY_H

#include "host/web/event.h"

/* An argument of the running operation. `object`: EVL_UNDEFINED: no member is given. */
struct evl_dictionary {
	struct evl_realm *realm;
	evl_value object;
	const char *name; /* ScrollToOptions */
};

/* What `value` is as a dictionary; undefined, null and what is unknown have no members. False: it can be none, TypeError pending. */
bool evl_dictionary_of(struct evl_realm *realm, evl_value value, const char *name, struct evl_dictionary *out);

/*
 * Read one member; members must be read in the order of their names, those of inherited dictionaries first. *value: EVL_UNDEFINED: it is not given.
 */
bool evl_dictionary_get(const struct evl_dictionary *dictionary, const char *member, evl_value *value);

/*
 * As a number ("unrestricted double"), left alone when it is not given. `owner`: the dictionary
 * that it belongs to. *unknown is set when nobody knows it; may be NULL.
 */
bool evl_dictionary_number(const struct evl_dictionary *dictionary, const char *owner, const char *member, double *number, bool *unknown);

/* One of the words (NULL ends them) of the enumeration `type`. *index: which; left alone when it is not given or unknown. */
bool evl_dictionary_word(const struct evl_dictionary *dictionary, const char *owner, const char *member, const char *type,
			 const char *const *words, uint32_t *index);

#endif
