/* SPDX-License-Identifier: MIT */
/*
 * reflect_word.c - enumerated attributes as properties (HTML, "Keywords and enumerated attributes"): what is no keyword is read as the
 * attribute's default.
 */
#include <string.h>

#include "host/browser/dom.h"
#include "host/browser/reflect.h"
#include "value/convert.h"

/* The text in lower case, of ASCII letters; cut to `room` - 1 bytes, so that what is longer than all keywords is none of them. */
static const char *lower_case(struct evl_realm *realm, struct evl_string *text, char *out, size_t room)
{
	const char *given = text != NULL ? evl_string_utf8(realm, text) : "";
	size_t n = 0;
	for (; given[n] != '\0' && n < room - 1; n++)
		out[n] = given[n] >= 'A' && given[n] <= 'Z' ? (char)(given[n] + 32) : given[n];
	out[n] = '\0';
	return out;
}

/* The one of the keywords that the text is, in static storage; NULL: none. */
static const char *find(const char *const *keywords, const char *text)
{
	while (*keywords != NULL && strcmp(*keywords, text) != 0)
		keywords++;
	return *keywords;
}

enum { ROOM = 48 }; /* longer than any keyword */

const char *evl_reflect_control_type(struct evl_realm *realm, const struct evl_dom_node *element)
{
	static const char *const of_inputs[] = { "text", "checkbox", "radio", "button", "submit", "reset", "number", "email", "password", "search", "tel",
						 "url", "date", "time", "datetime-local", "month", "week", "color", "range", "file", "hidden", "image", NULL };
	static const char *const of_buttons[] = { "button", "submit", "reset", NULL };
	char lower[ROOM];
	if (evl_element_is(realm, element, "select"))
		return evl_element_has(realm, element, "multiple") ? "select-multiple" : "select-one";
	if (evl_element_is(realm, element, "textarea"))
		return "textarea";
	bool button = evl_element_is(realm, element, "button");
	if (!button && !evl_element_is(realm, element, "input"))
		return NULL;
	const char *known = find(button ? of_buttons : of_inputs, lower_case(realm, evl_element_get(realm, element, "type"), lower, sizeof lower));
	return known != NULL ? known : button ? "submit" : "text";
}

bool evl_element_type_is(struct evl_realm *realm, const struct evl_dom_node *element, const char *type)
{
	const char *own = evl_reflect_control_type(realm, element);
	return own != NULL && strcmp(own, type) == 0;
}

/*
 * HTML, "Autofill detail tokens": what a field is for, with a section, an address and a kind of contact before it. In lower case, a blank
 * between them; "": it is none.
 */
static bool autofill(struct evl_realm *realm, const struct evl_dom_node *control, struct evl_string *text, evl_value *result)
{
	static const char *const fields[] = {
		"name", "honorific-prefix", "given-name", "additional-name", "family-name", "honorific-suffix", "nickname", "username", "new-password",
		"current-password", "one-time-code", "organization-title", "organization", "street-address", "address-line1", "address-line2",
		"address-line3", "address-level4", "address-level3", "address-level2", "address-level1", "country", "country-name", "postal-code",
		"cc-name", "cc-given-name", "cc-additional-name", "cc-family-name", "cc-number", "cc-exp", "cc-exp-month", "cc-exp-year", "cc-csc",
		"cc-type", "transaction-currency", "transaction-amount", "language", "bday", "bday-day", "bday-month", "bday-year", "sex", "url",
		"photo", "tel", "tel-country-code", "tel-national", "tel-area-code", "tel-local", "tel-local-prefix", "tel-local-suffix",
		"tel-extension", "email", "impp", "webauthn", NULL };
	static const char *const switches[] = { "on", "off", NULL };
	char lower[ROOM];
	const char *given = text != NULL ? evl_string_utf8(realm, text) : "";
	if (given[strcspn(given, " \t\n\f\r")] != '\0')
		return evl_not_covered(realm, "autocomplete of more than one word");
	const char *known = find(fields, lower_case(realm, text, lower, sizeof lower));
	if (known == NULL && !evl_element_type_is(realm, control, "hidden"))
		known = find(switches, lower);
	*result = evl_platform_text(realm, known != NULL ? known : "");
	return true;
}

#define ENCODINGS "application/x-www-form-urlencoded", "multipart/form-data", "text/plain"
/* Properties whose attribute has a few keywords. */
static const struct words {
	const char *property, *tag;   /* tag: of the element; NULL: of any */
	const char *keywords[9];
	const char *missing, *otherwise; /* without the attribute (NULL: null); for what is no keyword */
} words[] = {
	{ "dir", NULL, { "ltr", "rtl", "auto" }, "", "" },
	{ "method", NULL, { "get", "post", "dialog" }, "get", "get" },
	{ "loading", NULL, { "eager", "lazy", "auto" }, "auto", "auto" },
	{ "preload", NULL, { "metadata", "auto", "none" }, "metadata", "metadata" },
	{ "as", NULL, { "fetch", "font", "image", "script", "style", "track" }, "", "" },
	{ "autocomplete", "form", { "on", "off" }, "on", "on" },
	{ "scope", NULL, { "row", "col", "rowgroup", "colgroup" }, "", "" },
	{ "kind", NULL, { "subtitles", "captions", "descriptions", "chapters", "metadata" }, "subtitles", "metadata" },
	{ "enctype", NULL, { ENCODINGS }, "application/x-www-form-urlencoded", "application/x-www-form-urlencoded" },
	{ "encoding", NULL, { ENCODINGS }, "application/x-www-form-urlencoded", "application/x-www-form-urlencoded" },
	{ "formEnctype", NULL, { ENCODINGS }, "", "application/x-www-form-urlencoded" },
	{ "formMethod", NULL, { "get", "post", "dialog" }, "", "get" },
	{ "decoding", NULL, { "async", "sync", "auto" }, "auto", "auto" },
	{ "fetchPriority", NULL, { "high", "low", "auto" }, "auto", "auto" },
	{ "crossOrigin", NULL, { "anonymous", "use-credentials" }, NULL, "anonymous" },
	{ "inputMode", NULL, { "none", "text", "decimal", "numeric", "tel", "search", "email", "url" }, "", "" },
	{ "enterKeyHint", NULL, { "enter", "done", "go", "next", "previous", "search", "send" }, "", "" },
	{ "referrerPolicy", NULL, { "no-referrer", "no-referrer-when-downgrade", "origin", "origin-when-cross-origin", "same-origin",
				    "strict-origin", "strict-origin-when-cross-origin", "unsafe-url" }, "", "" },
};

bool evl_reflect_word(struct evl_realm *realm, const struct evl_dom_node *element, const char *property, struct evl_string *text, evl_value *result)
{
	char lower[ROOM];
	if (strcmp(property, "type") == 0) {
		const char *type = evl_reflect_control_type(realm, element);
		*result = type != NULL ? evl_platform_text(realm, type) : text != NULL ? evl_from_string(text) : evl_platform_text(realm, "");
		return true;
	}
	const struct words *w = words;
	const struct words *end = words + sizeof words / sizeof words[0];
	while (w < end && (strcmp(w->property, property) != 0 || (w->tag != NULL && !evl_element_is(realm, element, w->tag))))
		w++;
	if (w == end)
		return autofill(realm, element, text, result);
	const char *known = find(w->keywords, lower_case(realm, text, lower, sizeof lower));
	if (text != NULL && text->length == 0 && strcmp(property, "preload") == 0)
		known = "auto";
	const char *word = text == NULL ? w->missing : known != NULL ? known : w->otherwise;
	*result = word != NULL ? evl_platform_text(realm, word) : EVL_NULL;
	return true;
}
