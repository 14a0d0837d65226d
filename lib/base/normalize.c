/* SPDX-License-Identifier: MIT */
/*
 * normalize.c - decompose, put marks in canonical order, compose.
 */
#include "base/normalize.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/utf.h"

enum { MOST = 18 }; /* characters that one decomposes to, at most (U+FDFA) */

static int class_of(utf8proc_int32_t c)
{
	return utf8proc_get_property(c)->combining_class;
}

/* A stable sort of marks by their class: counting, so that a long run of marks takes no longer than it is. */
static void sort_marks(utf8proc_int32_t *marks, size_t count, utf8proc_int32_t *spare)
{
	size_t at[257] = { 0 };
	for (size_t i = 0; i < count; i++)
		at[class_of(marks[i]) + 1]++;
	for (int i = 1; i < 257; i++)
		at[i] += at[i - 1];
	for (size_t i = 0; i < count; i++)
		spare[at[class_of(marks[i])]++] = marks[i];
	memcpy(marks, spare, count * sizeof *marks);
}

static void order(utf8proc_int32_t *points, size_t count, utf8proc_int32_t *spare)
{
	for (size_t i = 0; i < count; i++) {
		size_t end = i;
		bool sorted = true;
		while (end < count && class_of(points[end]) != 0) {
			sorted &= end == i || class_of(points[end - 1]) <= class_of(points[end]);
			end++;
		}
		if (!sorted)
			sort_marks(points + i, end - i, spare);
		if (end > i)
			i = end - 1;
	}
}

static enum evl_normalize_status decompose(const uint16_t *units, size_t length, bool compatible, utf8proc_int32_t *points,
					   size_t room, size_t *count)
{
	utf8proc_option_t options = (utf8proc_option_t)(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | (compatible ? UTF8PROC_COMPAT : 0));
	for (size_t i = 0, taken; i < length; i += taken) {
		uint32_t point = evl_utf16_decode(units, length, i, &taken);
		int boundary = 0;
		if (point >= 0xD800 && point <= 0xDFFF) {
			points[(*count)++] = (utf8proc_int32_t)point;
			continue;
		}
		if (utf8proc_category((utf8proc_int32_t)point) == UTF8PROC_CATEGORY_CN)
			return EVL_NORMALIZE_UNKNOWN;
		utf8proc_ssize_t made = utf8proc_decompose_char((utf8proc_int32_t)point, points + *count,
								(utf8proc_ssize_t)(room - *count), options, &boundary);
		if (made < 0 || (size_t)made > room - *count)
			return EVL_NORMALIZE_NO_MEMORY;
		*count += (size_t)made;
	}
	return EVL_NORMALIZED;
}

enum evl_normalize_status evl_normalize(const uint16_t *units, size_t length, enum evl_normal_form form, struct evl_buffer16 *out)
{
	bool compatible = form == EVL_NFKC || form == EVL_NFKD;
	size_t room = length * MOST + MOST, count = 0;
	if (length > SIZE_MAX / (4 * MOST * sizeof(utf8proc_int32_t)))
		return EVL_NORMALIZE_NO_MEMORY;
	utf8proc_int32_t *points = malloc(2 * room * sizeof *points);
	if (points == NULL)
		return EVL_NORMALIZE_NO_MEMORY;
	enum evl_normalize_status status = decompose(units, length, compatible, points, room, &count);
	if (status == EVL_NORMALIZED) {
		order(points, count, points + room);
		if (form == EVL_NFC || form == EVL_NFKC) {
			utf8proc_ssize_t kept = utf8proc_normalize_utf32(points, (utf8proc_ssize_t)count,
									 (utf8proc_option_t)(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
			count = kept > 0 ? (size_t)kept : 0;
		}
		for (size_t i = 0; i < count; i++) {
			if (points[i] >= 0xD800 && points[i] <= 0xDFFF)
				evl_buffer16_append_unit(out, (uint16_t)points[i]);
			else
				evl_buffer16_append_code_point(out, (uint32_t)points[i]);
		}
	}
	free(points);
	return out->failed ? EVL_NORMALIZE_NO_MEMORY : status;
}
