/* SPDX-License-Identifier: MIT */
/*
 * intl_locale.c - language tags: well-formed or not (sec-isstructurallyvalidlanguagetag), their canonical spelling, and which the model speaks.
 *
 * Spelling a tag canonically takes data on what replaced what ("iw" is "he"). The languages and regions below are
 * known to stand for themselves; others stop the prediction.
 */
#include <stdio.h>
#include <string.h>

#include "base/ascii.h"
#include "builtins/args.h"
#include "builtins/intl.h"
#include "builtins/locale.h"
#include "builtins/region.h"

enum { SUBTAGS_MAX = 24, TAG_MAX = 128 };

struct tag {
	char text[TAG_MAX];
	const char *parts[SUBTAGS_MAX]; /* into text, NUL-terminated each */
	int count;
	int extension; /* index of the first singleton; count when there is none */
};

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c; }
static char upper(char c) { return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c; }

static bool all(const char *s, bool (*is)(int32_t))
{
	for (; *s != '\0'; s++)
		if (!is(*s))
			return false;
	return true;
}

static bool is_alnum(int32_t c) { return evl_is_letter(c) || evl_is_digit(c); }

static bool is_script(const char *s) { return strlen(s) == 4 && all(s, evl_is_letter); }
static bool is_region(const char *s) { return (strlen(s) == 2 && all(s, evl_is_letter)) || (strlen(s) == 3 && all(s, evl_is_digit)); }
static bool is_variant(const char *s)
{
	size_t n = strlen(s);
	return (n >= 5 && n <= 8) || (n == 4 && evl_is_digit(s[0]));
}

enum { TAG_GOOD, TAG_MALFORMED, TAG_INVALID };

/* Cut into subtags, in lower case. V8 words what is no tag at all, and a tag that ends too early or repeats itself, differently. */
static int cut(const char *given, struct tag *tag)
{
	size_t length = strlen(given);
	tag->count = 0;
	if (length == 0 || length >= TAG_MAX)
		return TAG_MALFORMED;
	for (size_t i = 0; i <= length; i++)
		tag->text[i] = lower(given[i]);
	bool ends_early = tag->text[length - 1] == '-';
	if (ends_early)
		tag->text[length - 1] = '\0';
	for (char *at = tag->text; at != NULL;) {
		char *end = strchr(at, '-');
		if (end != NULL)
			*end = '\0';
		if (strlen(at) == 0 || strlen(at) > 8 || !all(at, is_alnum) || tag->count == SUBTAGS_MAX)
			return TAG_MALFORMED;
		tag->parts[tag->count++] = at;
		at = end != NULL ? end + 1 : NULL;
	}
	size_t n = strlen(tag->parts[0]);
	if (n < 2 || n == 4 || !all(tag->parts[0], evl_is_letter))
		return TAG_MALFORMED;
	int at = 1;
	at += at < tag->count && is_script(tag->parts[at]);
	at += at < tag->count && is_region(tag->parts[at]);
	for (int first = at; at < tag->count && is_variant(tag->parts[at]); at++)
		for (int k = first; k < at; k++)
			if (strcmp(tag->parts[k], tag->parts[at]) == 0)
				return TAG_INVALID;
	tag->extension = at;
	/* extensions: a letter or digit and what belongs to it */
	char seen[SUBTAGS_MAX + 1] = "";
	size_t seen_count = 0;
	while (at < tag->count) {
		const char *singleton = tag->parts[at];
		if (strlen(singleton) != 1)
			return TAG_MALFORMED;
		if (strchr(seen, singleton[0]) != NULL)
			return TAG_INVALID;
		seen[seen_count++] = singleton[0];
		int first = ++at;
		while (at < tag->count && (singleton[0] == 'x' || strlen(tag->parts[at]) > 1))
			at++;
		if (at == first)
			return TAG_INVALID;
	}
	return ends_early ? TAG_INVALID : TAG_GOOD;
}

/* Do language, script and region stand for themselves, and is there nothing else that needs data? */
static bool is_plain(const struct tag *tag)
{
	static const char languages[] = " en de fr es it pt nl sv da nb fi pl cs sk hu ro bg el tr ru uk ar he fa hi bn ta te th vi id ms ja ko zh "
					"hr sr sl lt lv et is ga cy eu ca gl af sw und ";
	static const char replaced[] = " bu dd fx tp yu zr uk su cs an nt qu yd ct hv jt mi nh nq pc pu pz rh vd wk dy nr_ ";
	char word[12];
	snprintf(word, sizeof word, " %s ", tag->parts[0]);
	if (strstr(languages, word) == NULL)
		return false;
	for (int i = 1; i < tag->extension; i++) {
		const char *part = tag->parts[i];
		if (evl_is_digit(part[0]) || is_variant(part))
			return false;
		if (strlen(part) == 2) {
			snprintf(word, sizeof word, " %s ", part);
			if (strstr(replaced, word) != NULL)
				return false;
		}
	}
	return true;
}

/* "EN-us" as "en-US"; extensions as they are, in lower case. */
static void spell(const struct tag *tag, char out[TAG_MAX])
{
	out[0] = '\0';
	for (int i = 0; i < tag->count; i++) {
		size_t at = strlen(out);
		if (i > 0)
			out[at++] = '-';
		memcpy(out + at, tag->parts[i], strlen(tag->parts[i]) + 1);
		if (i > 0 && i < tag->extension && is_script(tag->parts[i]))
			out[at] = upper(out[at]);
		else if (i > 0 && i < tag->extension && is_region(tag->parts[i]))
			for (char *c = out + at; *c != '\0'; c++)
				*c = upper(*c);
	}
}

/* One element of a list of locales, checked. `tag` is filled. */
static bool read_tag(struct evl_realm *realm, evl_value value, struct tag *tag)
{
	struct evl_string *s;
	if (!evl_is_string(value) && !evl_is_object(value))
		return evl_throw_message(realm, EVL_MESSAGE_LOCALE_TYPE);
	if (!evl_to_string(realm, value, &s))
		return false;
	const char *text = evl_string_utf8(realm, s);
	int fault = cut(text, tag);
	if (fault == TAG_GOOD)
		return true;
	if (realm->v8 >= EVL_V8_15)
		return evl_throw_message(realm, EVL_MESSAGE_LOCALE_TAG, text);
	if (fault == TAG_MALFORMED)
		return evl_throw_message(realm, EVL_MESSAGE_LOCALE_INVALID);
	char shown[TAG_MAX];
	for (size_t i = 0; i <= strlen(text); i++)
		shown[i] = lower(text[i]);
	return evl_throw_message(realm, EVL_MESSAGE_LOCALE_TAG, shown);
}

typedef bool take_tag(struct evl_realm *realm, void *context, const struct tag *tag);

/* CanonicalizeLocaleList: every element in turn. */
static bool each_tag(struct evl_realm *realm, evl_value locales, take_tag *take, void *context)
{
	struct tag tag;
	if (evl_is_undefined(locales))
		return true;
	if (evl_is_string(locales))
		return read_tag(realm, locales, &tag) && take(realm, context, &tag);
	struct evl_object *list;
	double length;
	if (!evl_to_object(realm, locales, &list) || !evl_length_of(realm, list, &length))
		return false;
	for (double i = 0; i < length; i++) {
		evl_value value;
		bool found;
		evl_key key = evl_key_from_number(realm, i);
		if (!evl_library_step(realm) || !evl_has_property(realm, list, key, &found))
			return false;
		if (!found)
			continue;
		if (!evl_object_get(realm, list, key, evl_from_object(list), &value) || !read_tag(realm, value, &tag) ||
		    !take(realm, context, &tag))
			return false;
	}
	return true;
}

static bool refuse(struct evl_realm *realm, const struct tag *tag)
{
	char text[TAG_MAX + 16];
	char spelt[TAG_MAX];
	spell(tag, spelt);
	snprintf(text, sizeof text, "locale '%s'", spelt);
	const size_t length = strlen(text) + 1;
	char *kept = evl_realm_scratch(realm, length);
	memcpy(kept, text, length);
	return evl_not_covered(realm, kept);
}

/* What "-u-" asks for; keys that change nothing in English are passed over, others are refused. */
static bool read_extension(struct evl_realm *realm, const struct tag *tag, struct evl_locale *out)
{
	static const char known[] = " nu-latn ca-gregory co-standard hc-h11 hc-h12 hc-h23 hc-h24 kn kn-true kn-false kf-upper kf-lower kf-false ";
	int at = tag->extension;
	out->extended = at < tag->count;
	if (at == tag->count)
		return true;
	if (strcmp(tag->parts[at++], "u") != 0)
		return refuse(realm, tag);
	while (at < tag->count) {
		char pair[24];
		const char *key = tag->parts[at++], *value = "";
		if (strlen(key) != 2)
			return refuse(realm, tag);
		if (at < tag->count && strlen(tag->parts[at]) > 2)
			value = tag->parts[at++];
		snprintf(pair, sizeof pair, " %s%s%s ", key, value[0] != '\0' ? "-" : "", value);
		if (strstr(known, pair) == NULL)
			return refuse(realm, tag);
		if (strcmp(key, "hc") == 0)
			snprintf(out->hour_cycle, sizeof out->hour_cycle, "%s", value);
		else if (strcmp(key, "kn") == 0)
			out->numeric = strcmp(value, "false") != 0;
		else if (strcmp(key, "kf") == 0)
			snprintf(out->case_first, sizeof out->case_first, "%s", value);
	}
	return true;
}

struct first {
	struct evl_locale *out;
	bool found;
	bool regional; /* regions will do */
};

/* The first locale of a list decides; later ones are only checked. */
static bool take_first(struct evl_realm *realm, void *context, const struct tag *tag)
{
	struct first *first = context;
	if (first->found)
		return true;
	first->found = true;
	char text[TAG_MAX];
	spell(tag, text);
	first->out->region = first->regional && tag->extension == tag->count ? evl_region_find(text) : NULL;
	if (first->out->region != NULL) {
		snprintf(first->out->tag, sizeof first->out->tag, "%s", first->out->region->resolved);
		return true;
	}
	bool us = tag->extension == 2 && strcmp(tag->parts[1], "us") == 0;
	if (strcmp(tag->parts[0], "en") != 0 || (tag->extension > 1 && !us))
		return refuse(realm, tag);
	snprintf(first->out->tag, sizeof first->out->tag, "%s", us ? "en-US" : "en");
	return read_extension(realm, tag, first->out);
}

/* The first locale of the list, or else the language of the host. */
static bool decide(struct evl_realm *realm, evl_value locales, bool regional, struct evl_locale *out)
{
	struct first first = { .out = out, .regional = regional };
	struct tag host;
	*out = (struct evl_locale){ .tag = "en-US", .numeric = -1 };
	if (!each_tag(realm, locales, take_first, &first))
		return false;
	return first.found || realm->locale == NULL || cut(realm->locale, &host) != TAG_GOOD || take_first(realm, &first, &host);
}

bool evl_intl_locale(struct evl_realm *realm, evl_value locales, struct evl_locale *out)
{
	return decide(realm, locales, false, out);
}

bool evl_intl_region(struct evl_realm *realm, evl_value locales, struct evl_locale *out)
{
	return decide(realm, locales, true, out);
}

bool evl_locale_of_host(const char *tag)
{
	return strcmp(tag, "en-US") == 0 || strcmp(tag, "en") == 0 || evl_region_find(tag) != NULL;
}

bool evl_locale_has_usual_case(struct evl_realm *realm, evl_value locales)
{
	struct evl_locale locale;
	if (!evl_intl_region(realm, locales, &locale))
		return false;
	bool unusual = strncmp(locale.tag, "tr", 2) == 0 || strncmp(locale.tag, "el", 2) == 0;
	return !unusual || evl_not_covered(realm, "upper and lower case of this language");
}

static bool take_all(struct evl_realm *realm, void *context, const struct tag *tag)
{
	struct evl_object *array = context;
	char text[TAG_MAX];
	if (!is_plain(tag) || tag->extension != tag->count)
		return refuse(realm, tag);
	spell(tag, text);
	struct evl_string *s = evl_string_from_ascii(realm, text);
	if (s == NULL)
		return false;
	for (uint32_t i = 0; i < array->element_count; i++)
		if (evl_string_equals(realm, evl_as_string(array->elements[i]), s))
			return true;
	return evl_array_append(realm, array, evl_from_string(s));
}

bool evl_intl_locale_list(struct evl_realm *realm, evl_value locales, struct evl_object **out)
{
	*out = evl_array_new(realm, 0, 0);
	return each_tag(realm, locales, take_all, *out);
}

/* sec-intl.numberformat.supportedlocalesof and its siblings: all the languages that take_all lets through are there. */
bool evl_intl_supported_locales_of(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *list;
	evl_value options;
	if (!evl_intl_locale_list(realm, evl_arg(args, 0), &list) || !evl_intl_coerce_options(realm, evl_arg(args, 1), &options) ||
	    !evl_intl_matcher(realm, options, "Intl"))
		return false;
	for (uint32_t i = 0; i < list->element_count; i++)
		if (strncmp(evl_string_utf8(realm, evl_as_string(list->elements[i])), "und", 3) == 0)
			return evl_not_covered(realm, "locale 'und'");
	*result = evl_from_object(list);
	return true;
}
