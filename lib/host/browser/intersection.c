/* SPDX-License-Identifier: MIT */
/*
 * intersection.c - IntersectionObserver's options and entries (Intersection Observer). Nothing is laid out: every element that is drawn
 * within the root is taken to be in view as a whole, which a note says.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/diag.h"
#include "builtins/clock.h"
#include "builtins/dom_exception.h"
#include "host/browser/observer.h"
#include "host/browser/viewport.h"
#include "value/convert.h"
#include "vm/iterator.h"

enum { TOP, RIGHT, BOTTOM, LEFT, SIDES };
/* What `trackVisibility` wants of `delay`, in milliseconds; more thresholds than this are cut off. */
enum { DELAY_MIN = 100, THRESHOLDS_MAX = 10000 };

struct length {
	double value;
	bool percent;
};

struct evl_intersection {
	struct evl_dom_node *root; /* NULL: the viewport; a document or an element */
	struct length margin[SIDES], scroll_margin[SIDES];
	double *thresholds; /* in ascending order */
	uint32_t count;
	double delay; /* milliseconds */
	bool tracks;
};

static const char failed[] = "Failed to construct 'IntersectionObserver': ";

/* ------------------------------------------------------------------ options */

static bool read(struct evl_realm *realm, evl_value options, const char *name, evl_value *value)
{
	*value = EVL_UNDEFINED;
	return !evl_is_object(options) || evl_get(realm, options, evl_platform_intern(realm, name), value);
}

static bool read_double(struct evl_realm *realm, evl_value value, const char *member, double *out)
{
	if (!evl_to_number(realm, value, out))
		return false;
	if (!isfinite(*out))
		return evl_platform_type_error(realm, "%sFailed to read the '%s' property from 'IntersectionObserverInit': The provided double value is non-finite.",
					       failed, member);
	return true;
}

static bool read_root(struct evl_realm *realm, evl_value value, struct evl_intersection *out)
{
	if (evl_is_undefined(value) || evl_is_null(value))
		return true;
	out->root = evl_node_cast(value);
	if (out->root == NULL || (out->root->type != EVL_DOM_ELEMENT && out->root->type != EVL_DOM_DOCUMENT))
		return evl_platform_type_error(
			realm, "%sFailed to read the 'root' property from 'IntersectionObserverInit': The provided value is not of type '(Document or Element)'.",
			failed);
	return true;
}

struct collected {
	struct evl_intersection *out;
	uint32_t capacity;
};

static bool add_threshold(struct evl_realm *realm, void *context, evl_value value)
{
	struct collected *collected = context;
	struct evl_intersection *out = collected->out;
	double number;
	if (!read_double(realm, value, "threshold", &number))
		return false;
	if (out->count == THRESHOLDS_MAX)
		return true;
	if (out->count == collected->capacity) {
		collected->capacity = collected->capacity ? collected->capacity * 2 : 4;
		double *grown = evl_arena_alloc(&realm->scratch, collected->capacity * sizeof *grown);
		if (out->count != 0)
			memcpy(grown, out->thresholds, out->count * sizeof *grown);
		out->thresholds = grown;
	}
	uint32_t at = out->count++;
	for (number = (double)(float)number; at > 0 && out->thresholds[at - 1] > number; at--)
		out->thresholds[at] = out->thresholds[at - 1];
	out->thresholds[at] = number;
	return true;
}

/* A number or a sequence of numbers. */
static bool read_thresholds(struct evl_realm *realm, evl_value value, struct evl_intersection *out)
{
	struct collected collected = { .out = out };
	evl_value iterator = EVL_UNDEFINED;
	if (evl_is_object(value) && !evl_get(realm, value, EVL_NAME_symbol_iterator, &iterator))
		return false;
	if (!evl_is_undefined(iterator) && !evl_is_null(iterator)) {
		if (!evl_iterate(realm, value, add_threshold, &collected))
			return false;
	} else if (!add_threshold(realm, &collected, evl_is_undefined(value) ? evl_from_int(0) : value)) {
		return false;
	}
	if (out->count == 0)
		return add_threshold(realm, &collected, evl_from_int(0));
	return true;
}

/* Are these letters the name, whatever their case? */
static bool is_named(const char *letters, size_t length, const char *name)
{
	for (size_t i = 0; i < length; i++)
		if (name[i] == '\0' || (letters[i] | 0x20) != name[i])
			return false;
	return name[length] == '\0';
}

/* One length of a margin, without calc(): its end, or NULL where it is none. Pixels are whole. */
static const char *read_length(const char *text, struct length *out)
{
	static const struct {
		const char *name;
		double pixels;
	} units[] = { { "px", 1 }, { "cm", 96 / 2.54 }, { "mm", 9.6 / 2.54 }, { "q", 2.4 / 2.54 }, { "in", 96 }, { "pt", 96.0 / 72 }, { "pc", 16 } };
	char *end;
	if (strchr("+-.0123456789", *text) == NULL || *text == '\0')
		return NULL;
	double number = strtod(text, &end);
	if (end == text || !isfinite(number))
		return NULL;
	*out = (struct length){ number, *end == '%' };
	if (out->percent)
		return end + 1;
	size_t length = 0;
	while (evl_is_letter(end[length]))
		length++;
	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
		if (!is_named(end, length, units[i].name))
			continue;
		out->value = floor(number * units[i].pixels);
		return end + length;
	}
	return NULL;
}

/* One to four lengths, as CSS's margin. */
static bool read_margin(struct evl_realm *realm, struct evl_string *text, const char *member, struct length *out)
{
	const char *at = evl_string_utf8(realm, text);
	char message[128];
	int count = 0;
	for (at += strspn(at, " \t\r\n\f"); *at != '\0'; at += strspn(at, " \t\r\n\f")) {
		if (count == SIDES) {
			snprintf(message, sizeof message, "%sExtra text found at the end of %s.", failed, member);
			return evl_dom_exception_throw(realm, message, "SyntaxError");
		}
		const char *end = read_length(at, &out[count]);
		if (end == NULL || (*end != '\0' && strchr(" \t\r\n\f", *end) == NULL)) {
			snprintf(message, sizeof message, "%s%s must be specified in absolute length units or percent.", failed, member);
			return evl_dom_exception_throw(realm, message, "SyntaxError");
		}
		count++;
		at = end;
	}
	if (count == 1)
		out[RIGHT] = out[TOP];
	if (count == 1 || count == 2)
		out[BOTTOM] = out[TOP];
	if (count == 1 || count == 2 || count == 3)
		out[LEFT] = out[RIGHT];
	return true;
}

static bool margin_text(struct evl_realm *realm, evl_value value, struct evl_string **text)
{
	return evl_to_string(realm, evl_is_undefined(value) ? evl_platform_text(realm, "0px") : value, text);
}

/* The members in the order in which Web IDL reads them, then what Chromium refuses of them, in its order. */
static bool read_options(struct evl_realm *realm, evl_value options, struct evl_intersection *out)
{
	evl_value value;
	struct evl_string *margin, *scroll_margin;
	if (!evl_is_object(options) && !evl_is_undefined(options) && !evl_is_null(options))
		return evl_platform_type_error(realm, "%sThe provided value is not of type 'IntersectionObserverInit'.", failed);
	if (!read(realm, options, "delay", &value) || (!evl_is_undefined(value) && !read_double(realm, value, "delay", &out->delay)) ||
	    !read(realm, options, "root", &value) || !read_root(realm, value, out) || !read(realm, options, "rootMargin", &value) ||
	    !margin_text(realm, value, &margin) || !read(realm, options, "scrollMargin", &value) || !margin_text(realm, value, &scroll_margin) ||
	    !read(realm, options, "threshold", &value) || !read_thresholds(realm, value, out) || !read(realm, options, "trackVisibility", &value))
		return false;
	out->tracks = evl_to_boolean(value);
	if (out->tracks && out->delay < DELAY_MIN)
		return evl_dom_exception_throw(realm,
				     "Failed to construct 'IntersectionObserver': To enable the 'trackVisibility' option, you must also use a 'delay' option with a "
				     "value of at least 100. Visibility is more expensive to compute than the basic intersection; enabling this option may "
				     "negatively affect your page's performance. Please make sure you *really* need visibility tracking before enabling the "
				     "'trackVisibility' option.",
				     "NotSupportedError");
	if (!read_margin(realm, margin, "rootMargin", out->margin) || !read_margin(realm, scroll_margin, "scrollMargin", out->scroll_margin))
		return false;
	for (uint32_t i = 0; i < out->count; i++)
		if (out->thresholds[i] < 0 || out->thresholds[i] > 1)
			return evl_throw_text(realm, EVL_ERROR_RANGE, "Failed to construct 'IntersectionObserver': Threshold values must be numbers between 0 and 1");
	return true;
}

static bool construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_intersection options = { .root = NULL };
	if (!evl_is_undefined(args->new_target) && evl_is_callable(evl_arg(args, 0)) && !read_options(realm, evl_arg(args, 1), &options))
		return false;
	if (!evl_observer_construct(realm, args, result))
		return false;
	struct evl_observer *observer = (struct evl_observer *)evl_as_object(*result);
	observer->intersection = evl_arena_copy(&realm->scratch, &options, sizeof options);
	return true;
}

/* --------------------------------------------------------------- attributes */

#define RECEIVER(out)                                                                                   \
	struct evl_observer *observer = evl_observer_receiver(realm, args, EVL_OBSERVER_INTERSECTION);   \
	if (observer == NULL)                                                                            \
		return false;                                                                            \
	const struct evl_intersection *out = observer->intersection

static bool get_root(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(options);
	*result = evl_node_value(options->root);
	return true;
}

static evl_value margin_value(struct evl_realm *realm, const struct length *margin)
{
	char text[SIDES * 40] = "";
	size_t length = 0;
	for (int i = 0; i < SIDES; i++)
		length += (size_t)snprintf(text + length, sizeof text - length, "%s%.6g%s", i == 0 ? "" : " ", margin[i].value,
					   margin[i].percent ? "%" : "px");
	return evl_platform_text(realm, text);
}

static bool get_root_margin(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(options);
	*result = margin_value(realm, options->margin);
	return true;
}

static bool get_scroll_margin(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(options);
	*result = margin_value(realm, options->scroll_margin);
	return true;
}

static bool get_thresholds(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(options);
	evl_value *values = evl_arena_alloc(&realm->scratch, (options->count + (size_t)1) * sizeof *values);
	bool ok;
	for (uint32_t i = 0; i < options->count; i++)
		values[i] = evl_from_number(options->thresholds[i]);
	struct evl_object *list = evl_array_from(realm, values, options->count);
	if (list == NULL)
		return false;
	*result = evl_from_object(list);
	return evl_set_integrity(realm, list, true, &ok);
}

static bool get_delay(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(options);
	*result = evl_from_number(options->delay);
	return true;
}

static bool get_track_visibility(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(options);
	*result = evl_from_bool(options->tracks);
	return true;
}

/* ------------------------------------------------------------------ entries */

/* Is the element within the root? In the viewport everything is. */
static bool is_within(struct evl_realm *realm, const struct evl_dom_node *root, const struct evl_dom_node *element)
{
	if (root == NULL || root->type == EVL_DOM_DOCUMENT)
		return evl_node_connected(realm, element);
	for (element = evl_node_shown_in(realm, element); element != NULL; element = evl_node_shown_in(realm, element))
		if (element == root)
			return true;
	return false;
}

bool evl_intersection_seen(struct evl_realm *realm, const struct evl_observation *o)
{
	struct evl_page_observers *all = evl_observers(realm);
	bool seen = is_within(realm, o->observer->intersection->root, o->node) && evl_element_drawn(realm, o->node);
	if (seen && !all->noted_view)
		evl_host_note(realm, evl_span_none(), "assuming that observed elements are in view as soon as they are drawn");
	all->noted_view = all->noted_view || seen;
	return seen;
}

static evl_value rectangle(struct evl_realm *realm, double x, double y, double width, double height)
{
	double all[] = { x, y, width, height, y, x + width, y + height, x };
	evl_value values[8];
	for (int i = 0; i < 8; i++)
		values[i] = evl_from_number(all[i]);
	return evl_rectangle_new(realm, EVL_INTRINSIC_DOM_RECT_READ_ONLY_PROTOTYPE, values);
}

/* A side's margin in whole pixels; percentages are of the root's size. */
static double pixels(struct length margin, double whole) { return margin.percent ? trunc(margin.value * whole / 100) : margin.value; }

static evl_value root_bounds(struct evl_realm *realm, const struct evl_intersection *options)
{
	double width, height;
	if (options->root != NULL && options->root->type == EVL_DOM_ELEMENT)
		return evl_element_rectangle(realm, options->root, "rootBounds", EVL_INTRINSIC_DOM_RECT_READ_ONLY_PROTOTYPE);
	evl_viewport_size(realm, &width, &height);
	double left = pixels(options->margin[LEFT], width), top = pixels(options->margin[TOP], height);
	return rectangle(realm, -left, -top, width + left + pixels(options->margin[RIGHT], width), height + top + pixels(options->margin[BOTTOM], height));
}

evl_value evl_intersection_entry(struct evl_realm *realm, const struct evl_observation *o)
{
	static const char *const names[] = { "time", "rootBounds", "boundingClientRect", "intersectionRect", "isIntersecting", "isVisible",
					     "intersectionRatio", "target", NULL };
	const struct evl_intersection *options = o->observer->intersection;
	bool drawn = evl_element_drawn(realm, o->node), within = is_within(realm, options->root, o->node), seen = drawn && within;
	bool whole = options->root == NULL || options->root->type == EVL_DOM_DOCUMENT;
	evl_value none = rectangle(realm, 0, 0, 0, 0);
	evl_value bounds = seen ? evl_element_rectangle(realm, o->node, "boundingClientRect", EVL_INTRINSIC_DOM_RECT_READ_ONLY_PROTOTYPE) : none;
	evl_value common = seen ? evl_element_rectangle(realm, o->node, "intersectionRect", EVL_INTRINSIC_DOM_RECT_READ_ONLY_PROTOTYPE) : none;
	evl_value values[] = {
		evl_from_number((double)(realm->host->profile->up_time + realm->now + evl_clock_shift(realm)) / 1000.0),
		whole || within ? root_bounds(realm, options) : none,
		bounds,
		common,
		evl_from_bool(seen),
		EVL_FALSE,
		evl_from_int(seen ? 1 : 0),
		evl_from_object(o->node),
	};
	return evl_record_new(realm, EVL_INTRINSIC_INTERSECTION_OBSERVER_ENTRY_PROTOTYPE, names, values);
}

static bool disconnect(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return evl_observer_disconnect(realm, args, result, EVL_OBSERVER_INTERSECTION);
}

static bool observe(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return evl_observer_observe(realm, args, result, EVL_OBSERVER_INTERSECTION);
}

static bool take_records(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return evl_observer_take_records(realm, args, result, EVL_OBSERVER_INTERSECTION);
}

static bool unobserve(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return evl_observer_unobserve(realm, args, result, EVL_OBSERVER_INTERSECTION);
}

static const struct evl_row observer_row[] = {
	EVL_ATTRIBUTE("root", get_root), EVL_ATTRIBUTE("rootMargin", get_root_margin), EVL_ATTRIBUTE("scrollMargin", get_scroll_margin),
	EVL_ATTRIBUTE("thresholds", get_thresholds), EVL_ATTRIBUTE("delay", get_delay), EVL_ATTRIBUTE("trackVisibility", get_track_visibility),
	EVL_OPERATION("disconnect", disconnect, 0), EVL_OPERATION("observe", observe, 1),
	EVL_OPERATION("takeRecords", take_records, 0), EVL_OPERATION("unobserve", unobserve, 1),
	EVL_TAG_ROW("IntersectionObserver"),
};
static const struct evl_row entry_row[] = {
	EVL_ATTRIBUTE("time", evl_record_get), EVL_ATTRIBUTE("rootBounds", evl_record_get), EVL_ATTRIBUTE("boundingClientRect", evl_record_get),
	EVL_ATTRIBUTE("intersectionRect", evl_record_get), EVL_ATTRIBUTE("isIntersecting", evl_record_get),
	EVL_ATTRIBUTE("isVisible", evl_record_get), EVL_ATTRIBUTE("intersectionRatio", evl_record_get), EVL_ATTRIBUTE("target", evl_record_get),
	EVL_TAG_ROW("IntersectionObserverEntry"),
};

EVL_OBSERVER_FAMILY(INTERSECTION_OBSERVER, "IntersectionObserver", construct, 1, observer_row);
EVL_OBSERVER_FAMILY(INTERSECTION_OBSERVER_ENTRY, "IntersectionObserverEntry", evl_platform_illegal_constructor, 0, entry_row);
