/* SPDX-License-Identifier: MIT */
/*
 * reflect_number.c - attributes that are whole numbers as properties (HTML, "Reflecting content attributes in IDL attributes", long and
 * unsigned long): each has its own limits.
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/ascii.h"
#include "builtins/dom_exception.h"
#include "host/browser/dom.h"
#include "host/browser/reflect.h"
#include "value/convert.h"

enum limit {
	ANY,      /* long */
	LENGTH,   /* long, "limited to only non-negative numbers": others cannot be set */
	NATURAL,  /* unsigned long */
	CLAMPED,  /* unsigned long, "clamped to the range" */
	POSITIVE, /* unsigned long, "limited to only positive numbers": 0 cannot be set */
	FALLBACK, /* unsigned long, "limited to only positive numbers with fallback" */
};

static const struct number {
	const char *property, *tag; /* tag: of the element; NULL: of any */
	enum limit limit;
	int32_t otherwise; /* without a number */
	int32_t least, most; /* CLAMPED */
} numbers[] = {
	{ "maxLength", NULL, LENGTH, -1, 0, 0 }, { "minLength", NULL, LENGTH, -1, 0, 0 }, { "size", "select", NATURAL, 0, 0, 0 },
	{ "size", NULL, POSITIVE, 20, 0, 0 }, { "width", "pre", ANY, 0, 0, 0 }, { "value", "li", ANY, 0, 0, 0 }, { "span", NULL, CLAMPED, 1, 1, 1000 },
	{ "hspace", NULL, NATURAL, 0, 0, 0 }, { "vspace", NULL, NATURAL, 0, 0, 0 }, { "width", NULL, NATURAL, 0, 0, 0 }, { "height", NULL, NATURAL, 0, 0, 0 },
	{ "rows", NULL, FALLBACK, 2, 0, 0 }, { "cols", NULL, FALLBACK, 20, 0, 0 }, { "colSpan", NULL, CLAMPED, 1, 1, 1000 },
	{ "rowSpan", NULL, CLAMPED, 1, 0, 65534 }, { "start", NULL, ANY, 1, 0, 0 }, { "tabIndex", NULL, ANY, -1, 0, 0 },
};

static const struct number *number_of(struct evl_realm *realm, const struct evl_dom_node *element, const char *property)
{
	const struct number *at = numbers;
	while (strcmp(at->property, property) != 0 || (at->tag != NULL && !evl_element_is(realm, element, at->tag)))
		at++;
	return at;
}

static const int64_t too_large = (int64_t)INT32_MAX + 1;

/* Leading blanks, a sign and digits (HTML, "Rules for parsing integers"); one that does not fit is *out too_large. False: there is none. */
static bool read_integer(const char *text, int64_t *out)
{
	int64_t number = 0;
	while (evl_is_html_space((unsigned char)*text))
		text++;
	bool minus = *text == '-';
	if (*text == '-' || *text == '+')
		text++;
	if (!evl_is_digit(*text))
		return false;
	for (; evl_is_digit(*text) && number < too_large; text++)
		number = number * 10 + (*text - '0');
	*out = number >= too_large ? too_large : minus ? -number : number;
	return true;
}

/* Elements that the keyboard reaches without a tabindex. */
static bool is_reached(struct evl_realm *realm, const struct evl_dom_node *element)
{
	static const char *const tags[] = { "a", "area", "audio", "button", "iframe", "input", "object", "select", "textarea", "video" };
	for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
		if (evl_element_is(realm, element, tags[i]))
			return true;
	return evl_summary_is_main(realm, element);
}

int32_t evl_reflect_number(struct evl_realm *realm, const struct evl_dom_node *element, const char *property, struct evl_string *text)
{
	int64_t value;
	const struct number *number = number_of(realm, element, property);
	int32_t otherwise = strcmp(property, "tabIndex") == 0 && is_reached(realm, element) ? 0 : number->otherwise;
	if (text == NULL || !read_integer(evl_string_utf8(realm, text), &value))
		return otherwise;
	if (number->limit == CLAMPED)
		return value < 0 ? otherwise : value < number->least ? number->least : value > number->most ? number->most : (int32_t)value;
	bool is_positive = number->limit == POSITIVE || number->limit == FALLBACK;
	bool fits = value < too_large && (number->limit == ANY || value >= is_positive);
	return fits ? (int32_t)value : otherwise;
}

/* "Failed to set the 'size' property on 'HTMLInputElement': ..." */
static bool out_of_bounds(struct evl_realm *realm, const struct evl_dom_node *element, const char *property, const char *why)
{
	char message[200];
	snprintf(message, sizeof message, "Failed to set the '%s' property on '%s': %s", property,
		 evl_element_is(realm, element, "textarea") ? "HTMLTextAreaElement" : "HTMLInputElement", why);
	return evl_dom_exception_throw(realm, message, "IndexSizeError");
}

/* A length that is to be set: not negative, and a least one not above a greatest one. False: an exception is pending. */
static bool check_length(struct evl_realm *realm, const struct evl_dom_node *element, const char *property, int32_t value)
{
	char why[120];
	bool is_least = strcmp(property, "minLength") == 0;
	struct evl_string *text = evl_element_get(realm, element, is_least ? "maxlength" : "minlength");
	int32_t other = evl_reflect_number(realm, element, is_least ? "maxLength" : "minLength", text);
	if (value < 0)
		snprintf(why, sizeof why, "The value provided (%d) is not positive or 0.", (int)value);
	else if (other >= 0 && (is_least ? value > other : value < other))
		snprintf(why, sizeof why, "The %s provided (%d) is %s bound (%d).", property, (int)value,
			 is_least ? "greater than the maximum" : "less than the minimum", (int)other);
	else
		return true;
	return out_of_bounds(realm, element, property, why);
}

bool evl_reflect_to_number(struct evl_realm *realm, const struct evl_dom_node *element, const char *property, evl_value given, int32_t *out)
{
	const struct number *number = number_of(realm, element, property);
	if (!evl_to_int32(realm, given, out))
		return false;
	if (number->limit == LENGTH)
		return check_length(realm, element, property, *out);
	if (number->limit == POSITIVE && *out == 0)
		return out_of_bounds(realm, element, property, "The value provided is 0, which is an invalid size.");
	/* What is more than 2^31 - 1 as an unsigned number is negative here. */
	if (number->limit != ANY && (*out < 0 || (*out == 0 && number->limit == FALLBACK)))
		*out = number->otherwise;
	return true;
}
