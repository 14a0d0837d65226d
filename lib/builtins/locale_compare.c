/*
 * locale_compare.c - localeCompare: the order of texts in English, as ICU's root collation has it
 * for Latin, Greek and Cyrillic letters. Texts with other characters end the prediction.
 *
 * Letters are compared first, over the whole texts; then accents; then case.
 */
#include <string.h>

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
};

static bool is_digit(uint16_t unit) { return unit >= '0' && unit <= '9'; }

/* The next character that counts; NULL at the end. */
static const struct weight *next_weight(struct text *t)
{
	while (t->at < t->length) {
		const struct weight *w = weight_of(t->units[t->at++]);
		if (w->letter != 0)
			return w;
	}
	return NULL;
}

/* A number at the position, without leading zeros: where its digits begin and how many there are. */
static void read_number(struct text *t, uint32_t *from, uint32_t *count)
{
	while (t->at < t->length && t->units[t->at] == '0')
		t->at++;
	*from = t->at;
	while (t->at < t->length && is_digit(t->units[t->at]))
		t->at++;
	*count = t->at - *from;
}

static bool number_at(const struct text *t) { return t->at < t->length && is_digit(t->units[t->at]); }

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
		const struct weight *x = next_weight(&a), *y = next_weight(&b);
		if (x == NULL || y == NULL)
			return x == y ? 0 : x == NULL ? -1 : 1;
		uint16_t p = level == 0 ? x->letter : level == 1 ? x->accent : x->variant;
		uint16_t q = level == 0 ? y->letter : level == 1 ? y->accent : y->variant;
		if (p != q)
			return p < q ? -1 : 1;
	}
}

static bool is_known(const struct text *t)
{
	for (uint32_t i = 0; i < t->length; i++)
		if (weight_of(t->units[i]) == NULL)
			return false;
	return true;
}

struct comparison {
	bool accents, variants, numeric;
};

static bool read_options(struct evl_realm *realm, evl_value options, struct comparison *out)
{
	static const char *const refused[] = { "caseFirst", "ignorePunctuation", "usage", "collation" };
	evl_value value;
	struct evl_string *s;
	if (evl_is_undefined(options))
		return true;
	if (!evl_is_object(options))
		return evl_not_covered(realm, "options of localeCompare that are no object");
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
		if (!evl_get(realm, options, evl_names_intern_utf8(realm->names, refused[i], strlen(refused[i])), &value))
			return false;
		if (!evl_is_undefined(value) && value != EVL_FALSE)
			return evl_not_covered(realm, "this option of localeCompare");
	}
	if (!evl_get(realm, options, evl_names_intern_utf8(realm->names, "numeric", 7), &value))
		return false;
	out->numeric = evl_to_boolean(value);
	if (!evl_get(realm, options, evl_names_intern_utf8(realm->names, "sensitivity", 11), &value))
		return false;
	if (evl_is_undefined(value))
		return true;
	if (!evl_to_string(realm, value, &s))
		return false;
	const char *text = evl_string_utf8(realm, s);
	out->accents = strcmp(text, "accent") == 0 || strcmp(text, "variant") == 0;
	out->variants = strcmp(text, "case") == 0 || strcmp(text, "variant") == 0;
	if (!out->accents && !out->variants && strcmp(text, "base") != 0)
		return evl_not_covered(realm, "this sensitivity of localeCompare");
	return true;
}

bool evl_locale_compare(struct evl_realm *realm, struct evl_string *a, struct evl_string *b, evl_value locales, evl_value options,
			int *out)
{
	struct comparison comparison = { .accents = true, .variants = true, .numeric = false };
	struct text s = { evl_string_units(realm, a), a->length, 0 }, t = { evl_string_units(realm, b), b->length, 0 };
	if (s.units == NULL || t.units == NULL || !evl_locale_is_english(realm, locales) ||
	    !read_options(realm, options, &comparison))
		return false;
	*out = 0;
	if (evl_string_equals(realm, a, b))
		return true;
	if (!is_known(&s) || !is_known(&t))
		return evl_not_covered(realm, "comparing texts of this script by localeCompare");
	*out = compare_level(s, t, 0, comparison.numeric);
	if (*out == 0 && comparison.accents)
		*out = compare_level(s, t, 1, comparison.numeric);
	if (*out == 0 && comparison.variants)
		*out = compare_level(s, t, 2, comparison.numeric);
	return true;
}
