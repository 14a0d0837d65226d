/*
 * locale_compare.c - localeCompare: the order of texts in English, as ICU's root collation has it
 * for Latin, Greek and Cyrillic letters, and in languages that order like it or nearly so. Texts with other characters
 * end the prediction.
 *
 * Letters are compared first, over the whole texts; then accents; then case.
 */
#include <stdio.h>
#include <string.h>

#include "base/ascii.h"
#include "builtins/args.h"
#include "builtins/comparison.h"
#include "builtins/locale.h"
#include "value/convert.h"

struct weight {
	uint16_t character, letter, accent, variant;
};

static const struct weight weights[] = {
#include "builtins/collation_table.def"
};

static const struct weight *weight_of(uint16_t unit)
{
	size_t low = 0, high = sizeof weights / sizeof weights[0];
	if (unit < 0x80)
		return &weights[unit]; /* the table begins with all of ASCII */
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (weights[middle].character == unit)
			return &weights[middle];
		if (weights[middle].character < unit)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

struct text {
	const uint16_t *units;
	uint32_t length;
	uint32_t at;
	const struct evl_tailoring *tailoring; /* NULL: none */
};

/* Languages whose order is English's, but for the letters that they count as letters of their own. */
static const struct evl_tailoring tailorings[] = {
	{ "es", false, { { 'n', 0xF1, 0xD1 } } },
	{ "sv", true, { { 'z', 0xE5, 0xC5 }, { 'z', 0xE4, 0xC4 }, { 'z', 0xF6, 0xD6 } } },
	{ "pl", false, { { 'a', 0x105, 0x104 }, { 'c', 0x107, 0x106 }, { 'e', 0x119, 0x118 }, { 'l', 0x142, 0x141 }, { 'n', 0x144, 0x143 },
		  { 'o', 0xF3, 0xD3 }, { 's', 0x15B, 0x15A }, { 'z', 0x17A, 0x179 }, { 'z', 0x17C, 0x17B } } },
};

/* What orders as English does; regions of them too, if not listed below. */
static const char plain_languages[] = " en de fr it pt nl ja ko hi id ar ";

/* How a language orders texts. False: the model does not know. */
static bool find_tailoring(const char *tag, const struct evl_tailoring **out)
{
	char language[12];
	*out = NULL;
	if (strcmp(tag, "fr-CA") == 0)
		return false;
	snprintf(language, sizeof language, " %.*s ", (int)strcspn(tag, "-"), tag);
	if (strstr(plain_languages, language) != NULL)
		return true;
	for (size_t i = 0; i < sizeof tailorings / sizeof tailorings[0]; i++) {
		if (strncmp(tag, tailorings[i].language, 2) == 0 && (tag[2] == '-' || tag[2] == '\0')) {
			*out = &tailorings[i];
			return true;
		}
	}
	return false;
}

enum { ROOM = 8 }; /* letters that may follow a letter */

/* The next character that counts; false at the end. */
static bool next_weight(struct text *t, struct weight *out)
{
	while (t->at < t->length) {
		uint16_t unit = t->units[t->at++];
		*out = *weight_of(unit);
		out->letter = (uint16_t)(out->letter * ROOM);
		for (uint16_t i = 0; t->tailoring != NULL && i < EVL_TAILORED_LETTERS; i++) {
			const struct evl_tailored_letter *l = &t->tailoring->letters[i];
			if (l->small != unit && l->capital != unit)
				continue;
			uint16_t nth = 1;
			for (uint16_t k = 0; k < i; k++)
				nth = (uint16_t)(nth + (t->tailoring->letters[k].after == l->after));
			*out = (struct weight){ unit, (uint16_t)(weight_of(l->after)->letter * ROOM + nth), 0, unit == l->capital };
		}
		if (out->letter != 0)
			return true;
	}
	return false;
}

/* A number at the position, without leading zeros: where its digits begin and how many there are. */
static void read_number(struct text *t, uint32_t *from, uint32_t *count)
{
	while (t->at < t->length && t->units[t->at] == '0')
		t->at++;
	*from = t->at;
	while (t->at < t->length && evl_is_digit(t->units[t->at]))
		t->at++;
	*count = t->at - *from;
}

static bool number_at(const struct text *t) { return t->at < t->length && evl_is_digit(t->units[t->at]); }

static int compare_numbers(struct text *a, struct text *b)
{
	uint32_t a_from, a_count, b_from, b_count;
	read_number(a, &a_from, &a_count);
	read_number(b, &b_from, &b_count);
	if (a_count != b_count)
		return a_count < b_count ? -1 : 1;
	for (uint32_t i = 0; i < a_count; i++)
		if (a->units[a_from + i] != b->units[b_from + i])
			return a->units[a_from + i] < b->units[b_from + i] ? -1 : 1;
	return 0;
}

/* One level: 0 letters, 1 accents, 2 case. */
static int compare_level(struct text a, struct text b, int level, bool numeric)
{
	for (;;) {
		if (numeric && number_at(&a) && number_at(&b)) {
			int order = compare_numbers(&a, &b);
			if (order != 0 && level == 0)
				return order;
			continue;
		}
		struct weight x, y;
		bool has_x = next_weight(&a, &x), has_y = next_weight(&b, &y);
		if (!has_x || !has_y)
			return has_x == has_y ? 0 : !has_x ? -1 : 1;
		uint16_t p = level == 0 ? x.letter : level == 1 ? x.accent : x.variant;
		uint16_t q = level == 0 ? y.letter : level == 1 ? y.accent : y.variant;
		if (p != q)
			return p < q ? -1 : 1;
	}
}

/* Does the model know where the language has this character? */
static bool is_tailored(const struct evl_tailoring *tailoring, uint16_t unit)
{
	if (!tailoring->alone || unit < 0x80)
		return unit < 0x180;
	for (uint32_t i = 0; i < EVL_TAILORED_LETTERS; i++)
		if (tailoring->letters[i].small == unit || tailoring->letters[i].capital == unit)
			return true;
	return false;
}

static bool is_known(const struct text *t)
{
	for (uint32_t i = 0; i < t->length; i++)
		if (weight_of(t->units[i]) == NULL || (t->tailoring != NULL && !is_tailored(t->tailoring, t->units[i])))
			return false;
	return true;
}

/* sec-intl.collator, InitializeCollator: what the options ask for */
static bool read_options(struct evl_realm *realm, evl_value options, const char *service, const struct evl_locale *locale,
			 struct evl_comparison *out)
{
	evl_value collation;
	int usage, numeric, case_first, sensitivity, ignore;
	if (evl_is_null(options))
		return evl_throw_message(realm, EVL_MESSAGE_CALLED_ON_NULLISH, service);
	if (!evl_intl_coerce_options(realm, options, &options) ||
	    !evl_intl_choice(realm, options, service, "usage", collator_usages, 0, &usage) || !evl_intl_matcher(realm, options, service) ||
	    !evl_intl_option(realm, options, "collation", &collation) || !evl_intl_flag(realm, options, "numeric", &numeric) ||
	    !evl_intl_choice(realm, options, service, "caseFirst", collator_cases, -1, &case_first) ||
	    !evl_intl_choice(realm, options, service, "sensitivity", collator_sensitivities, EVL_SENSITIVITY_VARIANT, &sensitivity) ||
	    !evl_intl_flag(realm, options, "ignorePunctuation", &ignore))
		return false;
	if (!evl_is_undefined(collation))
		return evl_not_covered(realm, "the option collation");
	if (ignore == 1)
		return evl_not_covered(realm, "the option ignorePunctuation");
	if (case_first < 0)
		case_first = strcmp(locale->case_first, "upper") == 0   ? EVL_CASE_UPPER
			     : strcmp(locale->case_first, "lower") == 0 ? EVL_CASE_LOWER
									: EVL_CASE_FALSE;
	*out = (struct evl_comparison){ .usage = (uint8_t)usage, .case_first = (uint8_t)case_first, .sensitivity = (uint8_t)sensitivity,
					.numeric = numeric >= 0 ? numeric == 1 : locale->numeric == 1 };
	return true;
}

bool evl_comparison_read(struct evl_realm *realm, evl_value locales, evl_value options, const char *service,
			 struct evl_locale *locale, struct evl_comparison *out)
{
	const struct evl_tailoring *tailoring;
	if (!evl_intl_region(realm, locales, locale))
		return false;
	if (!find_tailoring(locale->tag, &tailoring))
		return evl_not_covered(realm, "the order of texts in this language");
	if (!read_options(realm, options, service, locale, out))
		return false;
	out->tailoring = tailoring;
	return true;
}

bool evl_comparison_compare(struct evl_realm *realm, const struct evl_comparison *c, struct evl_string *a, struct evl_string *b, int *out)
{
	struct text s = { evl_string_units(realm, a), a->length, 0, c->tailoring }, t = { evl_string_units(realm, b), b->length, 0, c->tailoring };
	if (s.units == NULL || t.units == NULL)
		return false;
	*out = 0;
	if (evl_string_equals(realm, a, b))
		return true;
	if (!is_known(&s) || !is_known(&t))
		return evl_not_covered(realm, "comparing texts of this script by localeCompare");
	bool accents = c->sensitivity == EVL_SENSITIVITY_ACCENT || c->sensitivity == EVL_SENSITIVITY_VARIANT;
	bool cases = c->sensitivity == EVL_SENSITIVITY_CASE || c->sensitivity == EVL_SENSITIVITY_VARIANT;
	*out = compare_level(s, t, 0, c->numeric);
	if (*out == 0 && accents)
		*out = compare_level(s, t, 1, c->numeric);
	if (*out == 0 && cases) {
		*out = compare_level(s, t, 2, c->numeric);
		if (c->case_first == EVL_CASE_UPPER)
			*out = -*out;
	}
	return true;
}

bool evl_locale_compare(struct evl_realm *realm, struct evl_string *a, struct evl_string *b, evl_value locales, evl_value options,
			int *out)
{
	struct evl_locale locale;
	struct evl_comparison comparison;
	return evl_comparison_read(realm, locales, options, "String.prototype.localeCompare", &locale, &comparison) &&
	       evl_comparison_compare(realm, &comparison, a, b, out);
}
