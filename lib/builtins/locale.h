/*
 * locale.h - the little of Intl that common snippets use without naming it: numbers and
 * comparison of texts, as the language of the host has them or the one that is asked for. Unknown ones end the prediction.
 */
#ifndef EVL_BUILTINS_LOCALE_H
#define EVL_BUILTINS_LOCALE_H

#include <stdbool.h>

#include "value/bigint.h"
#include "value/realm.h"

/* May a host speak this language, a canonical tag ("de-DE")? What depends on it and is not known then ends the prediction. */
bool evl_locale_of_host(const char *tag);

/* Do letters change case in the language of the locales argument as they do in English? Throws RangeError for malformed tags, stops at others. */
bool evl_locale_has_usual_case(struct evl_realm *realm, evl_value locales);

/* Intl.NumberFormat(locales, options).format(x). False: exception pending or not covered. */
bool evl_number_to_locale_string(struct evl_realm *realm, double x, evl_value locales, evl_value options, struct evl_string **out);

/* The same for a BigInt. */
bool evl_bigint_to_locale_string(struct evl_realm *realm, const struct evl_bigint *b, evl_value locales, evl_value options,
				 struct evl_string **out);

/* Intl.Collator(locales, options).compare(a, b). False: exception pending or not covered. */
bool evl_locale_compare(struct evl_realm *realm, struct evl_string *a, struct evl_string *b, evl_value locales, evl_value options,
			int *out);

#endif
