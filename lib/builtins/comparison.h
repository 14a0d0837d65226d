/* SPDX-License-Identifier: MIT */
/*
 * comparison.h - the settings of an Intl.Collator, which localeCompare reads too, and comparing by them (locale_compare.c).
 */
#ifndef EVL_BUILTINS_COMPARISON_H
#define EVL_BUILTINS_COMPARISON_H

#include <stdbool.h>
#include <stdint.h>

#include "builtins/intl.h"

/* In the order of the lists below. */
enum evl_sensitivity { EVL_SENSITIVITY_BASE, EVL_SENSITIVITY_ACCENT, EVL_SENSITIVITY_CASE, EVL_SENSITIVITY_VARIANT };
enum evl_case_first { EVL_CASE_UPPER, EVL_CASE_LOWER, EVL_CASE_FALSE };

static const char collator_usages[] = "sort|search";
static const char collator_sensitivities[] = "base|accent|case|variant";
static const char collator_cases[] = "upper|lower|false";

/* A letter that a language counts as one of its own, behind another and those listed before it. */
struct evl_tailored_letter {
	uint16_t after, small, capital;
};

enum { EVL_TAILORED_LETTERS = 10 };

struct evl_tailoring {
	const char *language;
	bool alone; /* other letters with accents are ordered among these, the model does not know how */
	struct evl_tailored_letter letters[EVL_TAILORED_LETTERS];
};

struct evl_comparison {
	uint8_t usage, sensitivity, case_first;
	bool numeric;
	const struct evl_tailoring *tailoring; /* NULL: as English */
};

/* Read locales and options; `service` is for messages. False: exception or not covered. */
bool evl_comparison_read(struct evl_realm *realm, evl_value locales, evl_value options, const char *service,
			 struct evl_locale *locale, struct evl_comparison *out);

/* <0, 0, >0 into *out. False: the texts have characters whose order is not in the model. */
bool evl_comparison_compare(struct evl_realm *realm, const struct evl_comparison *comparison, struct evl_string *a, struct evl_string *b,
			    int *out);

#endif
