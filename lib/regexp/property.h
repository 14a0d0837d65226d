/*
 * property.h - Unicode properties of characters and strings: \p{...} (sec-runtime-semantics-unicodematchproperty-p).
 */
#ifndef EVL_REGEXP_PROPERTY_H
#define EVL_REGEXP_PROPERTY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "regexp/charset.h"

/*
 * The characters of \p{name} (value NULL) or \p{name=value}, added to `set`; both are ASCII and end in NUL.
 * False: there is no such property.
 */
bool evl_property_add(const char *name, const char *value, struct evl_charset *set);

/* One string of a property of strings, code points. The function copies what it keeps. */
typedef void (*evl_property_string)(void *context, const uint32_t *points, uint32_t count);

/*
 * The strings of \p{name}, a property of strings (sec-runtime-semantics-unicodematchproperty-p, table of binary
 * properties of strings): single characters are added to `set`, the others given to `each`. False: there is none of that name.
 */
bool evl_property_add_strings(const char *name, struct evl_charset *set, evl_property_string each, void *context);

/* ID_Start and ID_Continue of characters above ASCII, for the names of groups. */
bool evl_property_is_id_start(uint32_t point);
bool evl_property_is_id_continue(uint32_t point);

#endif
