/*
 * number_text.h - numbers to text and back as ECMAScript has it.
 * No locale, no errno: both directions are exact and deterministic.
 */
#ifndef EVL_BASE_NUMBER_TEXT_H
#define EVL_BASE_NUMBER_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { EVL_NUMBER_TEXT_MAX = 32, EVL_RADIX_TEXT_MAX = 1120 };

/* sec-numeric-types-number-tostring, radix 10: the shortest text that reads back as `value`. NUL-terminated; returns its length. */
size_t evl_number_to_text(double value, char text[EVL_NUMBER_TEXT_MAX]);

/* sec-number.prototype.tostring for radix 2..36, as V8 writes fractions. NUL-terminated; returns its length. */
size_t evl_number_to_radix_text(double value, int radix, char text[EVL_RADIX_TEXT_MAX]);

/*
 * A decimal literal (StrDecimalLiteral without sign words: digits, dot,
 * exponent) at the start of `text`. Returns how many bytes were read, 0 when
 * none is there. Correctly rounded.
 */
size_t evl_text_to_number(const char *text, size_t length, double *value);

/*
 * Exact decimal digits for toFixed, toExponential and toPrecision: writes the
 * value (finite, not negative) rounded half up from its exact binary value to
 * `digits` significant digits (1..101, `fixed` false) or `digits` digits after
 * the point (0..100, `fixed` true) and stores the decimal exponent n such that
 * value = 0.d1d2... * 10^n. Returns the number of digits written (0 for a zero in fixed form).
 */
size_t evl_number_digits(double value, int digits, bool fixed, char *out, size_t room, int *exponent);

#endif
