/* SPDX-License-Identifier: MIT */
/*
 * intl.h - what the services of Intl share (ECMA-402): their objects, locales, options and parts.
 *
 * The model speaks English as "en-US" and "en"; numbers and dates of some other regions too (region.h). A request for
 * another locale stops the prediction.
 */
#ifndef EVL_BUILTINS_INTL_H
#define EVL_BUILTINS_INTL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "builtins/decimal.h"
#include "builtins/text_parts.h"
#include "value/realm.h"
#include "value/rows.h"

enum evl_intl_service {
	EVL_INTL_NONE,
	EVL_INTL_NUMBER_FORMAT,
	EVL_INTL_DATE_TIME_FORMAT,
	EVL_INTL_COLLATOR,
	EVL_INTL_PLURAL_RULES,
	EVL_INTL_RELATIVE_TIME_FORMAT,
	EVL_INTL_LIST_FORMAT,
	EVL_INTL_DISPLAY_NAMES,
	EVL_INTL_SEGMENTER,
	EVL_INTL_SEGMENTS,         /* what a segmenter's segment() gives */
	EVL_INTL_SEGMENT_ITERATOR,
};

enum { EVL_LOCALE_MAX = 48 };

/* The locale of a service, and what its extension "-u-..." asks for. */
struct evl_locale {
	char tag[EVL_LOCALE_MAX]; /* "en-US", without extension */
	char hour_cycle[4];       /* "hc": "h23"; empty: not asked */
	char case_first[6];       /* "kf" */
	int8_t numeric;           /* "kn": -1 not asked */
	bool extended;            /* there was an extension */
	const struct evl_region *region; /* NULL: English of the United States, or English as such */
};

/* Every object of class INTL begins so; what follows is the service's, without references. */
struct evl_intl_object {
	struct evl_object object;
	evl_value bound;   /* the function that a getter `format` or `compare` gave; EVL_UNDEFINED: not made. The string of segments. */
	uint8_t service;   /* enum evl_intl_service */
	struct evl_locale locale;
};

/* A new object of `service` and `bytes`, its prototype that of args->new_target or the intrinsic. NULL: exception. */
void *evl_intl_new(struct evl_realm *realm, const struct evl_args *args, enum evl_intl_service service, enum evl_intrinsic prototype,
		   size_t bytes);

/* The object of `service` that a method was called on; NULL with V8's TypeError when it is none. */
void *evl_intl_this(struct evl_realm *realm, const struct evl_args *args, enum evl_intl_service service, const char *method);

/* The same for methods that V8 lets unwrap a legacy object first, whose message is another. */
void *evl_intl_unwrap(struct evl_realm *realm, const struct evl_args *args, enum evl_intl_service service, const char *unwrapper);

/* For constructors that need `new`: TypeError "Constructor X requires 'new'". */
bool evl_intl_require_new(struct evl_realm *realm, const struct evl_args *args, const char *name);

/* ---- intl_locale.c ---- */

/* CanonicalizeLocaleList and ResolveLocale: the first locale of the list, or the default. False: exception or not covered. */
bool evl_intl_locale(struct evl_realm *realm, evl_value locales, struct evl_locale *out);
/* The same for services that know more than English: out->region. */
bool evl_intl_region(struct evl_realm *realm, evl_value locales, struct evl_locale *out);
/* `locale` of resolvedOptions. */
bool evl_intl_put_locale(struct evl_realm *realm, struct evl_object *object, const struct evl_locale *locale);
/* The whole list as an array of canonical tags (sec-canonicalizelocalelist). */
bool evl_intl_locale_list(struct evl_realm *realm, evl_value locales, struct evl_object **out);
/* supportedLocalesOf of every service. */
bool evl_intl_supported_locales_of(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

/* ---- intl_options.c ---- */

/* CoerceOptionsToObject; *out undefined stays undefined. */
bool evl_intl_coerce_options(struct evl_realm *realm, evl_value options, evl_value *out);
/* GetOptionsObject: undefined or an object, else TypeError. */
bool evl_intl_options_object(struct evl_realm *realm, evl_value options);
/* Get(options, name); undefined when there are no options. */
bool evl_intl_option(struct evl_realm *realm, evl_value options, const char *name, evl_value *out);
/* GetOption of a text: UTF-8 in scratch memory; NULL when absent. False: an exception is pending. */
bool evl_intl_text_option(struct evl_realm *realm, evl_value options, const char *name, const char **out);
/*
 * GetOption of a text: *out is its index in `values` (separated by |), `fallback` when absent. `service` ("Intl.NumberFormat")
 * is for the RangeError.
 */
bool evl_intl_choice(struct evl_realm *realm, evl_value options, const char *service, const char *name, const char *values,
		     int fallback, int *out);
/* The text at an index of such a list, NUL-terminated. */
void evl_intl_choice_text(const char *values, int index, char text[32]);
/* GetOption of a boolean: 0, 1, or -1 when absent. */
bool evl_intl_flag(struct evl_realm *realm, evl_value options, const char *name, int *out);
/* DefaultNumberOption: -1 when undefined; RangeError outside. */
bool evl_intl_number(struct evl_realm *realm, evl_value value, const char *name, int low, int high, int *out);
/* localeMatcher, which changes nothing here, and numberingSystem, of which there is "latn". */
bool evl_intl_matcher(struct evl_realm *realm, evl_value options, const char *service);
bool evl_intl_numbering(struct evl_realm *realm, evl_value options, const struct evl_region *region);

/* Define a property of a resolvedOptions object. */
bool evl_intl_put(struct evl_realm *realm, struct evl_object *object, const char *name, evl_value value);
bool evl_intl_put_text(struct evl_realm *realm, struct evl_object *object, const char *name, const char *text);
bool evl_intl_put_choice(struct evl_realm *realm, struct evl_object *object, const char *name, const char *values, int index);

/* The parts as one string, and as formatToParts has them: with what a part has as its source under the name `extra` (NULL: not at all). The parts are released. */
bool evl_intl_give_text(struct evl_realm *realm, struct evl_text_parts *parts, evl_value *result);
bool evl_intl_give_parts(struct evl_realm *realm, struct evl_text_parts *parts, const char *extra, evl_value *result);

/* ---- intl_number_options.c, intl_number_format.c ---- */

struct evl_digit_options;
struct evl_number_format;
struct evl_region;

/* SetNumberFormatDigitOptions (sec-setnfdigitoptions). */
bool evl_intl_digit_options(struct evl_realm *realm, evl_value options, const char *service, int minimum_default, int maximum_default,
			    bool compact, struct evl_digit_options *out);
bool evl_intl_put_digit_options(struct evl_realm *realm, struct evl_object *object, const struct evl_digit_options *o);
bool evl_intl_put_rounding(struct evl_realm *realm, struct evl_object *object, const struct evl_digit_options *o);
/* The options of Intl.NumberFormat; `options` was coerced. `service` is who messages say reads them. */
bool evl_intl_number_options(struct evl_realm *realm, evl_value options, const char *service, const struct evl_region *region,
			     struct evl_number_format *out);
/* The constructor's lists of values, for resolvedOptions. */
bool evl_intl_put_number_options(struct evl_realm *realm, struct evl_object *object, const struct evl_number_format *format);
/* ToIntlMathematicalValue; the digits are in the realm's scratch memory. */
bool evl_intl_decimal(struct evl_realm *realm, evl_value value, struct evl_decimal *out);

#endif
