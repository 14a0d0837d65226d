/* SPDX-License-Identifier: MIT */
/*
 * intl_segmenter.c - Intl.Segmenter: user-perceived characters, and words of scripts that have spaces or signs between them.
 */
#include <string.h>

#include "base/segments.h"
#include "builtins/args.h"
#include "builtins/intl.h"
#include "value/convert.h"
#include "vm/iterator.h"

static const char service[] = "Intl.Segmenter";
static const char granularities[] = "grapheme|word|sentence";
enum { WORD = 1, SENTENCE = 2 };

/* A segmenter, the segments of a string and an iterator over them: the string is intl.bound, `at` where the iterator stands. */
struct segmenter {
	struct evl_intl_object intl;
	uint8_t granularity;
	uint32_t at;
};

/* sec-intl.segmenter */
static bool construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_locale locale;
	evl_value options = evl_arg(args, 1);
	int granularity;
	if (!evl_intl_require_new(realm, args, service))
		return false;
	struct segmenter *object = evl_intl_new(realm, args, EVL_INTL_SEGMENTER, EVL_INTRINSIC_INTL_SEGMENTER_PROTOTYPE, sizeof *object);
	if (object == NULL || !evl_intl_locale(realm, evl_arg(args, 0), &locale) || !evl_intl_options_object(realm, options) ||
	    !evl_intl_matcher(realm, options, service) ||
	    !evl_intl_choice(realm, options, service, "granularity", granularities, 0, &granularity))
		return false;
	object->intl.locale = locale;
	object->granularity = (uint8_t)granularity;
	*result = evl_from_object(object);
	return true;
}

static struct segmenter *over(struct evl_realm *realm, enum evl_intl_service kind, enum evl_intrinsic prototype, const struct segmenter *of,
			      evl_value text)
{
	struct segmenter *object = (struct segmenter *)evl_object_alloc(
		realm, EVL_CLASS_INTL, evl_shape_root(realm, evl_intrinsic(realm, prototype)), sizeof *object, 0);
	object->intl.service = (uint8_t)kind;
	object->intl.bound = text;
	object->intl.locale = of->intl.locale;
	object->granularity = of->granularity;
	object->at = 0;
	return object;
}

/* sec-intl.segmenter.prototype.segment */
static bool segment(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct segmenter *object = evl_intl_this(realm, args, EVL_INTL_SEGMENTER, "Intl.Segmenter.prototype.segment");
	struct evl_string *text;
	if (object == NULL || !evl_to_string(realm, evl_arg(args, 0), &text))
		return false;
	*result = evl_from_object(over(realm, EVL_INTL_SEGMENTS, EVL_INTRINSIC_INTL_SEGMENTS_PROTOTYPE, object, evl_from_string(text)));
	return true;
}

/* sec-intl.segmenter.prototype.resolvedoptions */
static bool resolved_options(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct segmenter *object = evl_intl_this(realm, args, EVL_INTL_SEGMENTER, "Intl.Segmenter.prototype.resolvedOptions");
	if (object == NULL)
		return false;
	struct evl_object *o = evl_object_plain(realm);
	*result = evl_from_object(o);
	return evl_intl_put_locale(realm, o, &object->intl.locale) &&
	       evl_intl_put_choice(realm, o, "granularity", granularities, object->granularity);
}

/* The end of the segment that begins at `from`. False: the run halts. */
static bool end_of(struct evl_realm *realm, const struct segmenter *object, const uint16_t *units, uint32_t length, uint32_t from,
		   uint32_t *end, enum evl_word_kind *kind)
{
	*kind = EVL_WORD_NONE;
	if (object->granularity == SENTENCE)
		return evl_not_covered(realm, "Intl.Segmenter by sentences");
	if (object->granularity != WORD) {
		*end = (uint32_t)evl_grapheme_end(units, length, from);
		return true;
	}
	*end = (uint32_t)evl_word_end(units, length, from, kind);
	return *kind != EVL_WORD_UNKNOWN || evl_not_covered(realm, "words of a script without spaces between them");
}

/* sec-createsegmentdataobject */
static bool give(struct evl_realm *realm, const struct segmenter *object, uint32_t from, uint32_t end, enum evl_word_kind kind, evl_value *out)
{
	struct evl_object *data = evl_object_plain(realm);
	struct evl_string *part = evl_string_substring(realm, evl_as_string(object->intl.bound), from, end);
	*out = evl_from_object(data);
	return part != NULL && evl_intl_put(realm, data, "segment", evl_from_string(part)) &&
	       evl_intl_put(realm, data, "index", evl_from_uint32(from)) && evl_intl_put(realm, data, "input", object->intl.bound) &&
	       (object->granularity != WORD || evl_intl_put(realm, data, "isWordLike", evl_from_bool(kind == EVL_WORD_LETTERS)));
}

/* sec-%segmentsprototype%.containing */
static bool containing(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct segmenter *object = evl_intl_this(realm, args, EVL_INTL_SEGMENTS, "%Segments.prototype%.containing");
	double index;
	*result = EVL_UNDEFINED;
	if (object == NULL || !evl_to_integer_or_infinity(realm, evl_arg(args, 0), &index))
		return false;
	const struct evl_string *text = evl_as_string(object->intl.bound);
	if (!(index >= 0 && index < text->length))
		return true;
	const uint16_t *units = evl_string_units(realm, evl_as_string(object->intl.bound));
	uint32_t from = 0, end;
	enum evl_word_kind kind;
	if (units == NULL)
		return false;
	for (;; from = end) {
		if (!evl_library_step(realm) || !end_of(realm, object, units, text->length, from, &end, &kind))
			return false;
		if (index < end)
			return give(realm, object, from, end, kind, result);
	}
}

/* sec-%segmentsprototype%-@@iterator */
static bool iterate(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct segmenter *object = evl_intl_this(realm, args, EVL_INTL_SEGMENTS, "%SegmentIsPrototype%[Symbol.iterator]");
	if (object == NULL)
		return false;
	*result = evl_from_object(
		over(realm, EVL_INTL_SEGMENT_ITERATOR, EVL_INTRINSIC_INTL_SEGMENT_ITERATOR_PROTOTYPE, object, object->intl.bound));
	return true;
}

/* sec-%segmentiteratorprototype%.next */
static bool next(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct segmenter *object = evl_intl_this(realm, args, EVL_INTL_SEGMENT_ITERATOR, "%SegmentIterator.prototype%.next");
	evl_value data = EVL_UNDEFINED;
	enum evl_word_kind kind;
	uint32_t end;
	if (object == NULL)
		return false;
	struct evl_string *text = evl_as_string(object->intl.bound);
	bool done = object->at >= text->length;
	if (!done) {
		const uint16_t *units = evl_string_units(realm, text);
		if (units == NULL || !end_of(realm, object, units, text->length, object->at, &end, &kind) ||
		    !give(realm, object, object->at, end, kind, &data))
			return false;
		object->at = end;
	}
	*result = evl_iterator_result(realm, data, done);
	return true;
}

static const struct evl_row statics[] = {
	EVL_METHOD("supportedLocalesOf", evl_intl_supported_locales_of, 1),
};

static const struct evl_row prototype[] = {
	EVL_METHOD("resolvedOptions", resolved_options, 0),
	EVL_METHOD("segment", segment, 1),
	EVL_TAG_ROW("Intl.Segmenter"),
};

const struct evl_family evl_family_INTL_SEGMENTER = {
	.name = "Segmenter",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = construct,
	.statics = EVL_ROWS(statics),
	.prototype = EVL_ROWS(prototype),
};

static const struct evl_row segments_prototype[] = {
	EVL_METHOD("containing", containing, 1),
	EVL_METHOD("[Symbol.iterator]", iterate, 0),
};

const struct evl_family evl_family_INTL_SEGMENTS = {
	.name = "Segments",
	.kind = EVL_FAMILY_PROTOTYPE,
	.prototype = EVL_ROWS(segments_prototype),
};

static const struct evl_row iterator_prototype[] = {
	EVL_METHOD("next", next, 0),
	EVL_TAG_ROW("Segmenter String Iterator"),
};

const struct evl_family evl_family_INTL_SEGMENT_ITERATOR = {
	.name = "Segmenter String Iterator",
	.kind = EVL_FAMILY_PROTOTYPE,
	.prototype_parent = EVL_INTRINSIC_ITERATOR_PROTOTYPE,
	.prototype = EVL_ROWS(iterator_prototype),
};
