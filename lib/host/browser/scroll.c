/* SPDX-License-Identifier: MIT */
/*
 * scroll.c - scrolling the page and elements, and the events that tell of it (CSSOM View, "Scrolling"). Pages are not laid out: how
 * far one can be scrolled is known where its styles give it more, or its content surely less, than the window's height.
 */
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "host/browser/dictionary.h"
#include "host/browser/dom.h"
#include "host/browser/node.h"
#include "host/browser/viewport.h"
#include "value/convert.h"
#include "value/unknown.h"
#include "vm/promise.h"

/* ------------------------------------------------------------------- events */

static bool fire(struct evl_realm *realm, uint32_t record)
{
	struct evl_dom_node *node = evl_node_cast(evl_host_task(realm->host, record)->this_value);
	bool of_page = node == evl_page(realm)->html;
	struct evl_target *target = of_page ? evl_page(realm)->document : &node->target;
	uint8_t flags = (uint8_t)(EVL_DOM_TRUSTED | (of_page ? EVL_DOM_BUBBLES : 0));
	node->scroll_told = false;
	return evl_event_fire(realm, target, "Event", "scroll", flags) && evl_event_fire(realm, target, "Event", "scrollend", flags);
}

/* The events come with the next frame, once for all that happens until then. */
static void tell_later(struct evl_realm *realm, struct evl_dom_node *node)
{
	if (node->scroll_told)
		return;
	node->scroll_told = true;
	uint32_t record = evl_host_task_new(realm, EVL_WORK_EVENT, EVL_UNDEFINED, evl_from_object(node), 0, NULL, 0);
	evl_host_task(realm->host, record)->run = fire;
	evl_host_task(realm->host, record)->task = evl_loop_post(&realm->host->loop, EVL_PAGE_QUEUE_FRAME_EVENTS, record);
}

bool evl_page_passive_by_default(struct evl_realm *realm, struct evl_target *target, evl_key type)
{
	static const char *const types[] = { "wheel", "mousewheel", "touchstart", "touchmove" };
	size_t count = realm->words == NULL ? 4 : 1; /* Firefox, where nobody touches a screen: only the wheel's own */
	const struct evl_page *page = evl_page(realm);
	bool top = target == evl_web(realm)->window || target == page->document || (page->html != NULL && target == &page->html->target) ||
		   (page->body != NULL && target == &page->body->target);
	for (size_t i = 0; top && i < count; i++)
		if (type == evl_platform_intern(realm, types[i]))
			return true;
	return false;
}

/* --------------------------------------------------------------- how far it goes */

static bool style_pixels(struct evl_realm *realm, const struct evl_dom_node *element, double *height)
{
	double width;
	*height = 0;
	evl_element_style_size(realm, element, &width, height);
	return *height > 0;
}

static bool is_plain_block(struct evl_realm *realm, const struct evl_dom_node *element)
{
	static const char *const odd[] = { "display", "position", "float", "overflow", "transform" };
	for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++)
		if (evl_element_styled(realm, element, odd[i], ""))
			return false;
	return element->type == EVL_DOM_ELEMENT && evl_element_drawn(realm, element) && evl_block_level(realm, element);
}

/* At least so high is what stands in a box, as the styles of its children and theirs say. */
static double least_content(struct evl_realm *realm, const struct evl_dom_node *body)
{
	double height, sum = 0;
	for (const struct evl_dom_node *at = body->first; at != NULL; at = at->next) {
		if (!is_plain_block(realm, at))
			continue;
		if (!style_pixels(realm, at, &height))
			for (const struct evl_dom_node *inner = at->first; inner != NULL; inner = inner->next) {
				double more;
				height += is_plain_block(realm, inner) && style_pixels(realm, inner, &more) ? more : 0;
			}
		sum += height;
	}
	return sum;
}

/* The same for the body, whose own style may say it. */
static double least_height(struct evl_realm *realm, const struct evl_dom_node *body)
{
	double height;
	return is_plain_block(realm, body) && style_pixels(realm, body, &height) ? height : least_content(realm, body);
}

/* Is the page surely no higher than the window? Counted generously. */
static bool is_short(struct evl_realm *realm, const struct evl_dom_node *html, double window)
{
	static const char *const tall[] = { "img", "iframe", "canvas", "video", "textarea", "select", "table", "object", "embed", "style", "link" };
	enum { PER_ELEMENT = 70, PER_LINE = 25, LETTERS = 30 };
	double sum = 0;
	for (struct evl_dom_node *at = html->first; at != NULL; at = evl_node_next(html, at)) {
		if (at->type == EVL_DOM_TEXT && evl_element_drawn(realm, at->parent))
			sum += (evl_as_string(at->text)->length / LETTERS + 1) * (double)PER_LINE;
		if (at->type != EVL_DOM_ELEMENT)
			continue;
		for (size_t i = 0; i < sizeof tall / sizeof tall[0]; i++)
			if (evl_element_is(realm, at, tall[i]))
				return false;
		if (at->space != EVL_SPACE_HTML || at->shadow != NULL || evl_element_has(realm, at, "style"))
			return false;
		if (evl_element_drawn(realm, at) && evl_block_level(realm, at) && at != evl_page(realm)->body)
			sum += PER_ELEMENT;
	}
	return sum < window;
}

/* Somebody would hear or see that the page was scrolled. */
static bool is_heard(struct evl_realm *realm)
{
	static const char *const types[] = { "scroll", "scrollend" };
	const struct evl_target *targets[] = { evl_web(realm)->window, evl_page(realm)->document };
	for (size_t i = 0; i < 4; i++)
		if (targets[i / 2] != NULL && evl_target_has_listener(realm, targets[i / 2], types[i % 2]))
			return true;
	return evl_page(realm)->observers != NULL;
}

static bool scroll_page(struct evl_realm *realm, double left, double top, bool smooth)
{
	double width, height;
	struct evl_dom_node *html = evl_page(realm)->html;
	left = left > 0 ? left : 0;
	top = top > 0 ? top : 0;
	if (!html->scroll_unknown && html->scroll_left == left && html->scroll_top == top)
		return true;
	evl_viewport_size(realm, &width, &height);
	if (is_short(realm, html, height))
		return true;
	bool far = left == 0 && !html->scroll_unknown && least_height(realm, evl_page(realm)->body) - height >= top;
	if (far && smooth)
		return evl_not_covered(realm, "smooth scrolling");
	if (!far && is_heard(realm))
		return evl_not_covered(realm, "scrolling a page whose height is not known");
	html->scroll_unknown = !far;
	html->scroll_top = top;
	html->scroll_left = left;
	if (far)
		tell_later(realm, html);
	return true;
}

static bool is_blank(struct evl_realm *realm, const struct evl_dom_node *text)
{
	const char *units = evl_string_utf8(realm, evl_as_string(text->text));
	return units[strspn(units, " \t\r\n\f")] == '\0';
}

/* Is what stands in a box nothing but blocks whose heights their style attributes give? */
static bool is_only_blocks(struct evl_realm *realm, const struct evl_dom_node *box)
{
	static const char *const more[] = { "margin", "padding", "border", "box-sizing" };
	double height;
	for (const struct evl_dom_node *at = box->first; at != NULL; at = at->next) {
		if (at->type == EVL_DOM_COMMENT || (at->type == EVL_DOM_TEXT && is_blank(realm, at)))
			continue;
		if (!is_plain_block(realm, at) || !style_pixels(realm, at, &height))
			return false;
		for (size_t i = 0; i < sizeof more / sizeof more[0]; i++)
			if (evl_element_styled(realm, at, more[i], "") || evl_element_styled(realm, box, more[i], ""))
				return false;
	}
	return true;
}

bool evl_element_laid_out(struct evl_realm *realm, const struct evl_dom_node *element)
{
	return evl_node_connected(realm, element) && evl_element_drawn(realm, element);
}

/* Where a box comes to when it is to be scrolled down to `value`: nothing goes farther than its content. *unknown: only the layout knows. */
static double reached(struct evl_realm *realm, const struct evl_dom_node *element, double value, bool *unknown)
{
	double height, range;
	bool scrolls = evl_element_styled(realm, element, "overflow", "auto") || evl_element_styled(realm, element, "overflow", "scroll") ||
		       evl_element_styled(realm, element, "overflow", "hidden");
	if (!scrolls || !style_pixels(realm, element, &height) || (range = least_content(realm, element) - height) <= 0 || value <= range)
		return value;
	*unknown = !is_only_blocks(realm, element);
	return range;
}

bool evl_element_scroll(struct evl_realm *realm, struct evl_dom_node *element, bool vertical, double value)
{
	double *at = vertical ? &element->scroll_top : &element->scroll_left;
	bool unknown = false;
	if (value < 0 || value != value)
		value = 0;
	if (element == evl_page(realm)->html)
		return scroll_page(realm, vertical ? element->scroll_left : value, vertical ? value : element->scroll_top, false);
	if (!evl_element_laid_out(realm, element))
		return true;
	if (vertical)
		value = reached(realm, element, value, &unknown);
	if (*at == value)
		return true;
	*at = value;
	element->scroll_unknown = unknown;
	tell_later(realm, element);
	return true;
}

/* -------------------------------------------------------------------- methods */

static const char *const behaviors[] = { "auto", "instant", "smooth", NULL };
enum { SMOOTH = 2 };

/* What scrollTo and its like are asked for: (x, y) or a dictionary. *unknown: it is not known where to. */
static bool read_place(struct evl_realm *realm, const struct evl_args *args, double place[2], bool *smooth, bool *unknown)
{
	evl_value values[2] = { evl_arg(args, 0), evl_arg(args, 1) };
	if (args->count == 1) {
		struct evl_dictionary options;
		uint32_t behavior = 0;
		bool ok = evl_dictionary_of(realm, values[0], "ScrollToOptions", &options) &&
			  evl_dictionary_word(&options, "ScrollOptions", "behavior", "ScrollBehavior", behaviors, &behavior) &&
			  evl_dictionary_number(&options, "ScrollToOptions", "left", &place[0], unknown) &&
			  evl_dictionary_number(&options, "ScrollToOptions", "top", &place[1], unknown);
		*smooth = behavior == SMOOTH;
		*unknown = *unknown || evl_is_unknown(values[0]);
		return ok;
	}
	for (int i = 0; i < 2; i++) {
		if (evl_is_unknown(values[i]))
			*unknown = true;
		else if (!evl_is_undefined(values[i]) && !evl_to_number(realm, values[i], &place[i]))
			return false;
	}
	return true;
}

static bool settle(struct evl_realm *realm, uint32_t record)
{
	struct evl_promise *promise = evl_pointer(evl_host_task(realm->host, record)->this_value);
	struct evl_object *end = evl_object_plain(realm);
	if (!evl_set(realm, evl_from_object(end), evl_platform_intern(realm, "interrupted"), EVL_FALSE, true))
		return false;
	evl_promise_resolve_with(realm, promise, evl_from_object(end));
	return true;
}

/*
 * What scrolling gives (CSSOM View, "Scrolling methods"): a promise that is told in a task that it ended, or of what could not be converted (`ok`: it
 * could). When smooth scrolling ends is not known.
 */
static bool promise_end(struct evl_realm *realm, bool ok, bool smooth, evl_value *result)
{
	if (!realm->host->profile->promises_scrolls || (!ok && realm->halt != EVL_STATUS_OK))
		return ok;
	if (smooth && ok) {
		*result = evl_from_object(evl_unknown_new(realm, EVL_UNKNOWN_RESULT, "the end of smooth scrolling"));
		return true;
	}
	struct evl_promise *promise = evl_promise_new(realm);
	*result = evl_from_object(promise);
	if (!ok) {
		evl_promise_reject(realm, promise, evl_take_exception(realm));
		return true;
	}
	uint32_t record = evl_host_task_new(realm, EVL_WORK_EVENT, EVL_UNDEFINED, *result, 0, NULL, 0);
	evl_host_task(realm->host, record)->run = settle;
	evl_host_post(realm, record, EVL_SOURCE_DOM, 0);
	return true;
}

/* Of `node`: scrollTo, scroll, scrollBy. */
static bool scroll_node(struct evl_realm *realm, const struct evl_args *args, struct evl_dom_node *node, bool *is_smooth)
{
	bool by = strcmp(evl_platform_name(args), "scrollBy") == 0, smooth = false, unknown = false;
	double place[2] = { by ? 0 : node->scroll_left, by ? 0 : node->scroll_top };
	if (args->count == 0)
		return true;
	if (!read_place(realm, args, place, &smooth, &unknown))
		return false;
	*is_smooth = smooth;
	if (by) {
		place[0] += node->scroll_left;
		place[1] += node->scroll_top;
	}
	if (unknown || (by && node->scroll_unknown)) {
		if (node == evl_page(realm)->html && is_heard(realm))
			return evl_not_covered(realm, "scrolling to a place that is not known");
		node->scroll_unknown = true;
		return true;
	}
	if (node == evl_page(realm)->html)
		return scroll_page(realm, place[0], place[1], smooth);
	if (smooth && (node->scroll_left != place[0] || node->scroll_top != place[1]))
		return evl_not_covered(realm, "smooth scrolling");
	return evl_element_scroll(realm, node, true, place[1]) && evl_element_scroll(realm, node, false, place[0]);
}

bool evl_window_scroll(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	bool smooth = false;
	*result = EVL_UNDEFINED;
	evl_document(realm);
	bool ok = scroll_node(realm, args, evl_page(realm)->html, &smooth);
	return promise_end(realm, ok, smooth, result);
}

bool evl_element_scroll_call(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *element = evl_node_receiver(realm, args, EVL_DOM_ELEMENT);
	bool smooth = false;
	*result = EVL_UNDEFINED;
	bool ok = element != NULL && scroll_node(realm, args, element, &smooth);
	return promise_end(realm, ok, smooth, result);
}

static bool scroll_into_view(struct evl_realm *realm, const struct evl_dom_node *element)
{
	double width, height;
	if (element == NULL || !evl_element_drawn(realm, element))
		return element != NULL;
	evl_viewport_size(realm, &width, &height);
	if (is_short(realm, evl_page(realm)->html, height))
		return true;
	if (is_heard(realm))
		return evl_not_covered(realm, "scrollIntoView in a page whose height is not known");
	evl_page(realm)->html->scroll_unknown = true;
	return true;
}

/* What scrollIntoView is asked for: a dictionary, or a boolean. *behavior: which of them. */
static bool read_way(struct evl_realm *realm, evl_value value, uint32_t *behavior)
{
	static const char *const positions[] = { "start", "center", "end", "nearest", NULL }, *const containers[] = { "all", "nearest", NULL };
	struct evl_dictionary options;
	uint32_t ignored;
	if (!evl_is_object(value))
		return true;
	return evl_dictionary_of(realm, value, "ScrollIntoViewOptions", &options) &&
	       evl_dictionary_word(&options, "ScrollOptions", "behavior", "ScrollBehavior", behaviors, behavior) &&
	       evl_dictionary_word(&options, options.name, "block", "ScrollLogicalPosition", positions, &ignored) &&
	       evl_dictionary_word(&options, options.name, "container", "ScrollIntoViewContainer", containers, &ignored) &&
	       evl_dictionary_word(&options, options.name, "inline", "ScrollLogicalPosition", positions, &ignored);
}

bool evl_element_scroll_into_view(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	uint32_t behavior = 0;
	struct evl_dom_node *element = evl_node_receiver(realm, args, EVL_DOM_ELEMENT);
	*result = EVL_UNDEFINED;
	bool ok = element != NULL && read_way(realm, evl_arg(args, 0), &behavior) && scroll_into_view(realm, element);
	return promise_end(realm, ok, behavior == SMOOTH, result);
}
