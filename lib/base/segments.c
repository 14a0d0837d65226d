/* SPDX-License-Identifier: MIT */
/*
 * segments.c - grapheme clusters are libutf8proc's; words follow the rules of UAX #29, whose classes are told from general categories.
 */
#include "base/segments.h"

#include <utf8proc.h>

#include "base/utf.h"

/*
 * Consonants that a virama joins stay together (GB9c): Devanagari, Bengali, Gujarati, Oriya, Telugu, Malayalam. Their blocks have
 * the same signs at the same places.
 */
static bool is_conjoining(uint32_t point)
{
	uint32_t block = point & ~(uint32_t)0x7F;
	return block == 0x900 || block == 0x980 || block == 0xA80 || block == 0xB00 || block == 0xC00 || block == 0xD00;
}

enum conjunct { NO_CONJUNCT, CONSONANT, LINKED };

static enum conjunct conjunct_after(enum conjunct before, uint32_t point)
{
	uint32_t place = point & 0x7F;
	if (is_conjoining(point) && ((place >= 0x15 && place <= 0x39) || (place >= 0x58 && place <= 0x5F)))
		return CONSONANT;
	if (before != NO_CONJUNCT && is_conjoining(point) && place == 0x4D)
		return LINKED;
	bool extends = point == 0x200D || (is_conjoining(point) && place == 0x3C); /* a joiner, the sign nukta */
	return extends ? before : NO_CONJUNCT;
}

size_t evl_grapheme_end(const uint16_t *units, size_t length, size_t from)
{
	size_t taken;
	utf8proc_int32_t state = 0;
	uint32_t before = evl_utf16_decode(units, length, from, &taken);
	enum conjunct conjunct = conjunct_after(NO_CONJUNCT, before);
	for (size_t at = from + taken; at < length; at += taken) {
		uint32_t point = evl_utf16_decode(units, length, at, &taken);
		enum conjunct now = conjunct_after(conjunct, point);
		bool breaks = utf8proc_grapheme_break_stateful((utf8proc_int32_t)before, (utf8proc_int32_t)point, &state);
		if (breaks && !(conjunct == LINKED && now == CONSONANT))
			return at;
		before = point;
		conjunct = now;
	}
	return length;
}

/* ------------------------------------------------------------------- words */

/* Word_Break property values (UAX #29, table 3). */
enum word_class {
	OTHER, CR, LF, NEWLINE, EXTEND, JOINER, SPACE, LETTER, HEBREW, KATAKANA, DIGIT, UNDERSCORE, MID_LETTER, MID_NUMBER, MID_BOTH, SINGLE_QUOTE,
	DOUBLE_QUOTE, REGIONAL, DICTIONARY,
};

struct range {
	uint32_t first, last;
};

static bool is_in(const struct range *ranges, size_t count, uint32_t point)
{
	for (size_t i = 0; i < count; i++)
		if (point >= ranges[i].first && point <= ranges[i].last)
			return true;
	return false;
}

#define IS_IN(ranges, point) is_in(ranges, sizeof ranges / sizeof ranges[0], point)

/* Chinese and Japanese signs, Thai, Lao, Burmese, Khmer. */
static bool needs_dictionary(uint32_t point)
{
	static const struct range ranges[] = {
		{ 0x0E00, 0x0EFF }, { 0x1000, 0x109F }, { 0x1780, 0x17FF }, { 0x3040, 0x30FF }, { 0x3400, 0x4DBF }, { 0x4E00, 0x9FFF },
		{ 0xF900, 0xFAFF }, { 0xFF66, 0xFF9F }, { 0x20000, 0x323AF },
	};
	return IS_IN(ranges, point);
}

static enum word_class punctuation_class(uint32_t point)
{
	switch (point) {
	case '\'':
		return SINGLE_QUOTE;
	case '"':
		return DOUBLE_QUOTE;
	case '.': case 0x2018: case 0x2019: case 0x2024: case 0xFE52: case 0xFF07: case 0xFF0E:
		return MID_BOTH;
	case ':': case 0xB7: case 0x387: case 0x55F: case 0x5F4: case 0x2027: case 0xFE13: case 0xFE55: case 0xFF1A:
		return MID_LETTER;
	case ',': case ';': case 0x37E: case 0x589: case 0x60C: case 0x60D: case 0x66C: case 0x7F8: case 0x2044: case 0xFE10: case 0xFE14:
		return MID_NUMBER;
	case 0x202F:
		return UNDERSCORE;
	default:
		return OTHER;
	}
}

static enum word_class class_of(uint32_t point)
{
	const utf8proc_property_t *property = utf8proc_get_property((utf8proc_int32_t)point);
	switch (point) {
	case '\r':
		return CR;
	case '\n':
		return LF;
	case '\v': case '\f': case 0x85: case 0x2028: case 0x2029:
		return NEWLINE;
	case 0x200D:
		return JOINER;
	default:
		break;
	}
	if (needs_dictionary(point) && property->category != UTF8PROC_CATEGORY_ND)
		return DICTIONARY;
	if (property->boundclass == UTF8PROC_BOUNDCLASS_REGIONAL_INDICATOR)
		return REGIONAL;
	enum word_class punctuation = punctuation_class(point);
	if (punctuation != OTHER)
		return punctuation;
	switch (property->category) {
	case UTF8PROC_CATEGORY_LU: case UTF8PROC_CATEGORY_LL: case UTF8PROC_CATEGORY_LT: case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO: case UTF8PROC_CATEGORY_NL:
		return point >= 0x5D0 && point <= 0x5F2 ? HEBREW : LETTER;
	case UTF8PROC_CATEGORY_MN: case UTF8PROC_CATEGORY_MC: case UTF8PROC_CATEGORY_ME:
		return EXTEND;
	case UTF8PROC_CATEGORY_CF:
		return point == 0x200B ? OTHER : EXTEND;
	case UTF8PROC_CATEGORY_ND:
		return DIGIT;
	case UTF8PROC_CATEGORY_PC:
		return UNDERSCORE;
	case UTF8PROC_CATEGORY_ZS:
		return point == 0xA0 || point == 0x2007 ? OTHER : SPACE;
	default:
		/* The colours of skin extend a picture. */
		return point >= 0x1F3FB && point <= 0x1F3FF ? EXTEND : OTHER;
	}
}

/* A reader over the text: the class at a place, extending characters behind it taken along (WB4). */
struct reader {
	const uint16_t *units;
	size_t length;
};

static enum word_class read(const struct reader *r, size_t at, size_t *end, uint32_t *point)
{
	size_t taken;
	*point = evl_utf16_decode(r->units, r->length, at, &taken);
	*end = at + taken;
	return class_of(*point);
}

/* The end of what extends the character that ends at `at`; *joined: the last of it is a joiner. */
static size_t extended_end(const struct reader *r, size_t at, bool *joined)
{
	*joined = false;
	while (at < r->length) {
		size_t end;
		uint32_t point;
		enum word_class c = read(r, at, &end, &point);
		if (c != EXTEND && c != JOINER)
			break;
		*joined = c == JOINER;
		at = end;
	}
	return at;
}

static bool is_picture(uint32_t point)
{
	return utf8proc_get_property((utf8proc_int32_t)point)->boundclass == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

static bool is_letter(enum word_class c) { return c == LETTER || c == HEBREW; }

/* Does a sign between two letters (WB6, WB7) or two digits (WB11, WB12) join them? */
static bool joins_letters(enum word_class c) { return c == MID_LETTER || c == MID_BOTH || c == SINGLE_QUOTE; }
static bool joins_digits(enum word_class c) { return c == MID_NUMBER || c == MID_BOTH || c == SINGLE_QUOTE; }

/* No break between these two that stand side by side (WB5, WB8 to WB10, WB13a, WB13b). */
static bool stay_together(enum word_class a, enum word_class b)
{
	bool word_a = is_letter(a) || a == DIGIT || a == UNDERSCORE, word_b = is_letter(b) || b == DIGIT || b == UNDERSCORE;
	return word_a && word_b;
}

/* No break around a sign between a and what comes behind the sign. */
static bool stay_around(enum word_class a, enum word_class sign, enum word_class behind)
{
	if (is_letter(a) && is_letter(behind))
		return joins_letters(sign) || (sign == DOUBLE_QUOTE && a == HEBREW && behind == HEBREW);
	return a == DIGIT && behind == DIGIT && joins_digits(sign);
}

size_t evl_word_end(const uint16_t *units, size_t length, size_t from, enum evl_word_kind *kind)
{
	const struct reader r = { units, length };
	size_t end;
	uint32_t point;
	bool joined, flag = false;
	enum word_class class = read(&r, from, &end, &point);
	*kind = class == DICTIONARY ? EVL_WORD_UNKNOWN : is_letter(class) || class == DIGIT ? EVL_WORD_LETTERS : EVL_WORD_NONE;
	if (class == CR || class == LF || class == NEWLINE)
		return class == CR && end < length && units[end] == '\n' ? end + 1 : end;
	if (class == SPACE) { /* WB3d */
		while (end < length) {
			size_t next;
			if (read(&r, end, &next, &point) != SPACE)
				break;
			end = next;
		}
		return extended_end(&r, end, &joined);
	}
	for (end = extended_end(&r, end, &joined); end < length; end = extended_end(&r, end, &joined)) {
		size_t next, last;
		enum word_class following = read(&r, end, &next, &point);
		if (joined && is_picture(point)) { /* WB3c */
			end = next;
			class = following;
			continue;
		}
		if (following == DICTIONARY && *kind == EVL_WORD_LETTERS)
			break;
		bool pair = class == REGIONAL && following == REGIONAL && !flag; /* WB15 */
		if (stay_together(class, following) || pair) {
			flag = pair;
			end = next;
			class = following;
			if (is_letter(class) || class == DIGIT)
				*kind = EVL_WORD_LETTERS;
			continue;
		}
		if (class == HEBREW && following == SINGLE_QUOTE) { /* WB7a */
			end = next;
			class = OTHER;
			continue;
		}
		next = extended_end(&r, next, &joined);
		if (next == length)
			break;
		enum word_class behind = read(&r, next, &last, &point);
		if (!stay_around(class, following, behind))
			break;
		end = last;
		class = behind;
	}
	return end;
}
