/*
 * locale_number.c - numbers as English (United States) writes them: Intl.NumberFormat
 * for plain numbers, percent and US dollars. Rounds the shortest decimal text, halves away from zero, as ICU does.
 */
#include <math.h>
#include <string.h>

#include "builtins/locale.h"
#include "value/convert.h"

size_t evl_decimal_digits(double x, char text[EVL_NUMBER_TEXT_MAX], char *digits, int *exponent)
{
	size_t length = evl_number_to_text(x, text), count = 0;
	int point = 0, e = 0;
	bool seen_point = false, started = false;
	for (size_t i = 0; i < length; i++) {
		char c = text[i];
		if (c == '.') {
			seen_point = true;
		} else if (c == 'e') {
			bool negative = text[i + 1] == '-';
			for (i += 2; i < length; i++)
				e = e * 10 + (text[i] - '0');
			e = negative ? -e : e;
		} else {
			started |= c != '0';
			if (started)
				digits[count++] = c;
			if (!seen_point)
				point += started;
			else if (!started)
				point--;
		}
	}
	while (count > 1 && digits[count - 1] == '0')
		count--;
	if (count == 0) {
		digits[count++] = '0';
		point = 1;
		e = 0;
	}
	*exponent = point + e;
	return count;
}

static bool starts_english(const char *tag)
{
	return (tag[0] == 'e' || tag[0] == 'E') && (tag[1] == 'n' || tag[1] == 'N') &&
	       (tag[2] == 0 || ((tag[2] == '-') && (tag[3] == 'U' || tag[3] == 'u') && (tag[4] == 'S' || tag[4] == 's') && tag[5] == 0));
}

/* A language tag of letters and digits in parts of at most eight, the first of two or three letters. */
static bool is_tag(const char *tag)
{
	size_t part = 0, parts = 0;
	for (;; tag++) {
		bool alnum = (*tag >= 'a' && *tag <= 'z') || (*tag >= 'A' && *tag <= 'Z') || (*tag >= '0' && *tag <= '9');
		if (alnum) {
			part++;
			continue;
		}
		if (part == 0 || part > 8 || (parts == 0 && (part < 2 || part == 4)))
			return false;
		parts++;
		part = 0;
		if (*tag == 0)
			return true;
		if (*tag != '-')
			return false;
	}
}

bool evl_locale_is_english(struct evl_realm *realm, evl_value locales)
{
	bool is_array;
	if (evl_is_undefined(locales))
		return true;
	if (!evl_is_array(realm, locales, &is_array))
		return false;
	if (is_array) {
		double length;
		if (!evl_length_of(realm, evl_as_object(locales), &length))
			return false;
		if (length == 0)
			return true;
		if (!evl_get(realm, locales, evl_key_from_index(0), &locales))
			return false;
	}
	if (!evl_is_string(locales))
		return evl_not_covered(realm, "a locale other than English (en-US)");
	const char *tag = evl_string_utf8(realm, evl_as_string(locales));
	if (!is_tag(tag)) {
		evl_throw_text(realm, EVL_ERROR_RANGE, "Incorrect locale information provided");
		return false;
	}
	return starts_english(tag) || evl_not_covered(realm, "a locale other than English (en-US)");
}

enum style { STYLE_DECIMAL, STYLE_PERCENT, STYLE_DOLLARS };

struct number_format {
	enum style style;
	int minimum, maximum; /* digits after the point */
	bool grouping;
};

static evl_key key_of(struct evl_realm *realm, const char *name)
{
	return evl_names_intern_utf8(realm->names, name, strlen(name));
}

static bool option(struct evl_realm *realm, evl_value options, const char *name, evl_value *out)
{
	*out = EVL_UNDEFINED;
	return evl_is_undefined(options) || evl_get(realm, options, key_of(realm, name), out);
}

/* A text option as UTF-8; NULL in *out when absent. */
static bool text_option(struct evl_realm *realm, evl_value options, const char *name, const char **out)
{
	evl_value value;
	struct evl_string *s;
	*out = NULL;
	if (!option(realm, options, name, &value))
		return false;
	if (evl_is_undefined(value))
		return true;
	if (!evl_to_string(realm, value, &s))
		return false;
	*out = evl_string_utf8(realm, s);
	return true;
}

/* A count of digits, or -1 when absent. */
static bool digits_option(struct evl_realm *realm, evl_value options, const char *name, int *out)
{
	evl_value value;
	double number;
	*out = -1;
	if (!option(realm, options, name, &value))
		return false;
	if (evl_is_undefined(value))
		return true;
	if (!evl_to_number(realm, value, &number))
		return false;
	if (!(number >= 0 && number <= 100))
		return evl_throw_message(realm, EVL_MESSAGE_FRACTION_DIGITS_RANGE, name);
	*out = (int)number;
	return true;
}

/* Options that would change the text and are not in the model. */
static bool refuse_others(struct evl_realm *realm, evl_value options)
{
	static const char *const names[] = {
		"minimumIntegerDigits", "minimumSignificantDigits", "maximumSignificantDigits", "notation", "unit",
		"currencyDisplay", "currencySign", "signDisplay", "compactDisplay", "numberingSystem", "roundingMode",
		"roundingIncrement", "roundingPriority", "trailingZeroDisplay",
	};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		evl_value value;
		if (!option(realm, options, names[i], &value))
			return false;
		if (!evl_is_undefined(value))
			return evl_not_covered(realm, "this option of toLocaleString");
	}
	return true;
}

static bool read_format(struct evl_realm *realm, evl_value options, struct number_format *format)
{
	const char *style, *currency;
	evl_value grouping;
	int minimum, maximum;
	*format = (struct number_format){ .style = STYLE_DECIMAL, .minimum = 0, .maximum = 3, .grouping = true };
	if (evl_is_undefined(options))
		return true;
	if (!evl_is_object(options))
		return evl_not_covered(realm, "options of toLocaleString that are no object");
	if (!text_option(realm, options, "style", &style) || !text_option(realm, options, "currency", &currency) ||
	    !digits_option(realm, options, "minimumFractionDigits", &minimum) ||
	    !digits_option(realm, options, "maximumFractionDigits", &maximum) || !refuse_others(realm, options) ||
	    !option(realm, options, "useGrouping", &grouping))
		return false;
	if (style != NULL && strcmp(style, "percent") == 0) {
		format->style = STYLE_PERCENT;
		format->maximum = 0;
	} else if (style != NULL && strcmp(style, "currency") == 0) {
		if (currency == NULL || (strcmp(currency, "USD") != 0 && strcmp(currency, "usd") != 0))
			return evl_not_covered(realm, "a currency other than USD");
		format->style = STYLE_DOLLARS;
		format->minimum = format->maximum = 2;
	} else if (style != NULL && strcmp(style, "decimal") != 0) {
		return evl_not_covered(realm, "this style of toLocaleString");
	}
	if (minimum >= 0 && maximum >= 0 && minimum > maximum)
		return evl_throw_message(realm, EVL_MESSAGE_FRACTION_DIGITS_RANGE, "maximumFractionDigits");
	if (minimum >= 0) {
		format->minimum = minimum;
		if (format->maximum < minimum)
			format->maximum = minimum;
	}
	if (maximum >= 0) {
		format->maximum = maximum;
		if (format->minimum > maximum)
			format->minimum = maximum;
	}
	if (!evl_is_undefined(grouping)) {
		if (grouping != EVL_TRUE && grouping != EVL_FALSE)
			return evl_not_covered(realm, "this useGrouping of toLocaleString");
		format->grouping = grouping == EVL_TRUE;
	}
	return true;
}

/* Round the digits to `places` after the point, halves away from zero. Returns how many are left. */
static size_t round_digits(char *digits, size_t count, int *exponent, int places)
{
	int keep = *exponent + places;
	if (keep >= (int)count)
		return count;
	bool up = keep >= 0 && digits[keep] >= '5';
	if (keep <= 0) {
		digits[0] = up ? '1' : '0';
		*exponent = up ? *exponent + 1 - keep : 1;
		return 1;
	}
	count = (size_t)keep;
	if (up) {
		size_t i = count;
		while (i > 0 && digits[i - 1] == '9')
			digits[--i] = '0';
		if (i > 0) {
			digits[i - 1]++;
		} else {
			memmove(digits + 1, digits, count);
			digits[0] = '1';
			count++;
			(*exponent)++;
		}
	}
	while (count > 1 && digits[count - 1] == '0')
		count--;
	return count;
}

bool evl_number_to_locale_string(struct evl_realm *realm, double x, evl_value locales, evl_value options, struct evl_string **out)
{
	/* 309 digits with commas, 100 digits behind the point. */
	uint16_t units[600];
	size_t length = 0;
	struct number_format format;
	if (!evl_locale_is_english(realm, locales) || !read_format(realm, options, &format))
		return false;
	if (signbit(x) && !isnan(x))
		units[length++] = '-';
	if (format.style == STYLE_DOLLARS)
		units[length++] = '$';
	if (isnan(x)) {
		units[length++] = 'N';
		units[length++] = 'a';
		units[length++] = 'N';
	} else if (isinf(x)) {
		units[length++] = 0x221E;
	} else {
		char text[EVL_NUMBER_TEXT_MAX], digits[EVL_NUMBER_TEXT_MAX + 1];
		int exponent;
		size_t count = evl_decimal_digits(fabs(x), text, digits, &exponent);
		if (format.style == STYLE_PERCENT && digits[0] != '0')
			exponent += 2;
		count = round_digits(digits, count, &exponent, format.maximum);
		int whole = exponent > 0 ? exponent : 1;
		for (int i = 0; i < whole; i++) {
			bool has = exponent > 0 && (size_t)i < count;
			units[length++] = has ? (uint16_t)digits[i] : '0';
			if (format.grouping && (whole - 1 - i) % 3 == 0 && i + 1 < whole)
				units[length++] = ',';
		}
		int places = (int)count - exponent;
		if (places < 0 || digits[0] == '0')
			places = 0;
		if (places < format.minimum)
			places = format.minimum;
		if (places > 0)
			units[length++] = '.';
		for (int i = 0; i < places; i++) {
			int at = exponent + i;
			bool has = at >= 0 && (size_t)at < count && digits[0] != '0';
			units[length++] = has ? (uint16_t)digits[at] : '0';
		}
	}
	if (format.style == STYLE_PERCENT)
		units[length++] = '%';
	*out = evl_string_new(realm, units, length);
	return *out != NULL;
}

bool evl_bigint_to_locale_string(struct evl_realm *realm, const struct evl_bigint *b, evl_value locales, evl_value options,
				 struct evl_string **out)
{
	enum { AROUND = 120 }; /* sign, dollar, percent, 100 digits behind the point */
	struct number_format format;
	if (!evl_locale_is_english(realm, locales) || !read_format(realm, options, &format))
		return false;
	struct evl_string *decimal = evl_bigint_to_string(realm, b, 10);
	const uint16_t *digits = decimal ? evl_string_units(realm, decimal) : NULL;
	if (!digits)
		return false;
	bool negative = evl_bigint_is_negative(b);
	size_t count = decimal->length - negative;
	size_t whole = format.style == STYLE_PERCENT && !evl_bigint_is_zero(b) ? count + 2 : count;
	size_t room = whole + whole / 3 + AROUND;
	uint16_t *units;
	size_t length = 0;
	struct evl_string *text = evl_string_alloc(realm, room, &units);
	if (!text)
		return false;
	digits += negative;
	if (negative)
		units[length++] = '-';
	if (format.style == STYLE_DOLLARS)
		units[length++] = '$';
	for (size_t i = 0; i < whole; i++) {
		units[length++] = i < count ? digits[i] : '0';
		if (format.grouping && (whole - 1 - i) % 3 == 0 && i + 1 < whole)
			units[length++] = ',';
	}
	if (format.minimum > 0)
		units[length++] = '.';
	for (int i = 0; i < format.minimum; i++)
		units[length++] = '0';
	if (format.style == STYLE_PERCENT)
		units[length++] = '%';
	*out = evl_string_substring(realm, text, 0, (uint32_t)length);
	return *out != NULL;
}
