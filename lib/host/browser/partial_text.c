/* SPDX-License-Identifier: MIT */
/* partial_text.c - texts of the document that are known in parts. */
#include "host/browser/partial_text.h"

#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "host/browser/browser.h"
#include "host/host.h"
#include "value/convert.h"
#include "value/string.h"
#include "value/unknown.h"

enum { OPENING = 0x2039, CLOSING = 0x203A }; /* around what is not known, as unknown.h prints it */

bool evl_text_is_partial(struct evl_realm *realm, const struct evl_string *text)
{
	if (realm->hooks.read_text == NULL || text == NULL)
		return false;
	const uint16_t *units = evl_string_units(realm, (struct evl_string *)text);
	for (uint32_t i = 0; units != NULL && i < text->length; i++)
		if (units[i] == OPENING)
			return true;
	return false;
}

evl_value evl_partial_read(struct evl_realm *realm, evl_value value)
{
	if (!evl_is_string(value) || !evl_text_is_partial(realm, evl_as_string(value)))
		return value;
	return evl_unknown_string_of(realm, evl_string_utf8(realm, evl_as_string(value)));
}

static bool stands_for_text(evl_value value)
{
	if (!evl_is_unknown(value) || evl_as_unknown(value)->equal != EVL_EMPTY)
		return false;
	return evl_as_unknown(value)->kind != EVL_UNKNOWN_RESULT || evl_is_undefined(evl_as_unknown(value)->promise);
}

bool evl_partial_text(struct evl_realm *realm, evl_value value, struct evl_string **out)
{
	if (!stands_for_text(value))
		return evl_to_string(realm, value, out);
	realm->hooks.read_text = evl_partial_read;
	*out = evl_unknown_string(realm, evl_as_unknown(value));
	return *out != NULL;
}

/* ------------------------------------------------------------------- markup */

/* Was the ampersand at `at` written by a serializer already? */
static bool is_reference(const char *at)
{
	static const char *const written[] = { "&amp;", "&lt;", "&gt;", "&quot;", "&nbsp;" };
	for (size_t i = 0; i < sizeof written / sizeof written[0]; i++)
		if (strncmp(at, written[i], strlen(written[i])) == 0)
			return true;
	return false;
}

/* The text with the expressions in it as the parser reads them as text: each character that may mean something, as a reference. */
static char *quoted(struct evl_realm *realm, const char *shown)
{
	size_t length = strlen(shown), n = 0;
	char *out = evl_arena_alloc(&realm->scratch, length * 6 + 1);
	bool inside = false;
	for (const char *at = shown; *at != '\0'; at++) {
		bool opens = strncmp(at, "\xE2\x80\xB9", 3) == 0, closes = strncmp(at, "\xE2\x80\xBA", 3) == 0;
		inside = (inside || opens) && !closes;
		if (inside && strchr("<>\"'=` \t\n/&", *at) != NULL && !is_reference(at))
			n += (size_t)snprintf(out + n, 7, "&#%d;", *at);
		else
			out[n++] = *at;
	}
	out[n] = '\0';
	return out;
}

/* Is it all one expression, which is a document of its own perhaps: not a property of something, as the fields of data are? */
static bool may_be_markup(const struct evl_unknown *unknown)
{
	return unknown->kind != EVL_UNKNOWN_TEXT && unknown->base == NULL;
}

bool evl_partial_markup(struct evl_realm *realm, evl_value value, struct evl_string **out)
{
	if (!stands_for_text(value))
		return evl_to_string(realm, value, out);
	const char *shown = evl_unknown_shown(realm, evl_as_unknown(value));
	if (may_be_markup(evl_as_unknown(value)) || strstr(shown, "<\xE2\x80\xB9") != NULL || strstr(shown, "</\xE2\x80\xB9") != NULL)
		return evl_unknown_refuse(realm, "the markup", value);
	if (realm->hooks.read_text == NULL)
		evl_host_note(realm, evl_span_none(), "assuming that values from outside hold no markup, and no id or class that a script looks for");
	realm->hooks.read_text = evl_partial_read;
	const char *text = quoted(realm, shown);
	*out = evl_string_from_utf8(realm, text, strlen(text));
	return *out != NULL;
}

/* --------------------------------------------------------------- attributes */

bool evl_partial_style(struct evl_realm *realm, evl_value value, struct evl_string **out)
{
	if (stands_for_text(value) && strchr(evl_unknown_shown(realm, evl_as_unknown(value)), ';') != NULL)
		return evl_unknown_refuse(realm, "the text", value);
	return evl_partial_text(realm, value, out);
}

bool evl_partial_attribute(struct evl_realm *realm, evl_name attribute, evl_value value, struct evl_string **out)
{
	static const char *const free_ones[] = { "title", "alt", "src", "href", "placeholder", "value", "content", "srcset", "poster", "download", "label",
						 "lang", "datetime", "cite", "target" };
	const char *name = evl_names_utf8(realm->names, attribute, &realm->scratch);
	bool free = strncmp(name, "data-", 5) == 0 || strncmp(name, "aria-", 5) == 0 || strncmp(name, "on", 2) == 0;
	for (size_t i = 0; i < sizeof free_ones / sizeof free_ones[0]; i++)
		free = free || strcmp(name, free_ones[i]) == 0;
	return free ? evl_partial_text(realm, value, out) : evl_to_string(realm, value, out);
}
