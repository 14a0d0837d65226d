/* SPDX-License-Identifier: MIT */
/*
 * viewport.c - the window as a rectangle on a screen, assumed: its size, what of it is scrolled (CSSOM View), and plain
 * facts of the window.
 */
#include <string.h>

#include "base/diag.h"
#include "host/browser/dom.h"
#include "host/browser/viewport.h"
#include "value/unknown.h"

static void tell(struct evl_realm *realm)
{
	struct evl_page *page = evl_page(realm);
	if (!page->told_viewport)
		evl_host_note(realm, evl_span_none(), "the window's size is not known: 780 x 493 pixels on a screen of 800 x 600 are assumed");
	page->told_viewport = true;
}

void evl_viewport_size(struct evl_realm *realm, double *width, double *height)
{
	tell(realm);
	*width = 780;
	*height = 493;
}

static const struct {
	const char *name;
	double value;
	bool assumed;
} measures[] = {
	{ "innerWidth", 780, true }, { "innerHeight", 493, true }, { "outerWidth", 780, true }, { "outerHeight", 580, true },
	{ "devicePixelRatio", 1, true }, { "screenX", 0, true }, { "screenY", 0, true }, { "screenLeft", 0, true }, { "screenTop", 0, true },
	{ "scrollX", 0, false }, { "scrollY", 0, false }, { "pageXOffset", 0, false }, { "pageYOffset", 0, false },
	{ "width", 800, true }, { "height", 600, true }, { "availWidth", 800, true }, { "availHeight", 600, true }, { "availLeft", 0, true },
	{ "availTop", 0, true }, { "colorDepth", 24, true }, { "pixelDepth", 24, true },
};

static bool get_measure(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *name = evl_platform_name(args);
	*result = EVL_UNDEFINED;
	for (size_t i = 0; i < sizeof measures / sizeof measures[0]; i++) {
		if (strcmp(measures[i].name, name) != 0)
			continue;
		if (measures[i].assumed)
			tell(realm);
		double value = measures[i].value;
		const struct evl_dom_node *html = evl_page(realm)->html;
		if (html != NULL && html->scroll_unknown && measures[i].value == 0 && !measures[i].assumed) {
			evl_page_no_layout(realm);
			*result = evl_from_object(evl_unknown_new(realm, EVL_UNKNOWN_VALUE, name));
			return true;
		}
		if (html != NULL && (strcmp(name, "scrollY") == 0 || strcmp(name, "pageYOffset") == 0))
			value = html->scroll_top;
		if (html != NULL && (strcmp(name, "scrollX") == 0 || strcmp(name, "pageXOffset") == 0))
			value = html->scroll_left;
		*result = evl_from_number(value);
		return true;
	}
	return true;
}

static bool set_measure(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return evl_host_global_set(realm, args, result, evl_platform_name(args));
}

#define MEASURE(n) EVL_ATTRIBUTE(n, get_measure)
static const struct evl_row screen_row[] = {
	MEASURE("availWidth"), MEASURE("availHeight"), MEASURE("width"), MEASURE("height"), MEASURE("colorDepth"), MEASURE("pixelDepth"),
	MEASURE("availLeft"), MEASURE("availTop"), EVL_NOT_COVERED_ROW("orientation", "screen.orientation"), EVL_TAG_ROW("Screen"),
};
const struct evl_family evl_family_SCREEN = {
	.name = "Screen",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = evl_platform_illegal_constructor,
	.prototype = EVL_ROWS(screen_row),
};

static bool make_screen(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_from_object(
		evl_platform_new(realm, EVL_PLATFORM_PLAIN, sizeof(struct evl_platform), EVL_UNDEFINED, EVL_INTRINSIC_SCREEN_PROTOTYPE));
	return true;
}

/* window.length: the frames that stand in the page's own tree (HTML, "dom-length"). */
static bool get_length(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	uint32_t count = 0;
	struct evl_dom_node *root = (struct evl_dom_node *)evl_page(realm)->document;
	for (struct evl_dom_node *at = realm->host->has_frames && root != NULL ? root->first : NULL; at != NULL; at = evl_node_next(root, at))
		count += evl_element_is(realm, at, "iframe") || evl_element_is(realm, at, "frame");
	*result = evl_from_number(count);
	return true;
}

#define SIZE(n) EVL_ATTRIBUTE_RW(n, get_measure, set_measure)
static const struct evl_row window_row[] = {
	SIZE("innerWidth"), SIZE("innerHeight"), SIZE("outerWidth"), SIZE("outerHeight"), SIZE("devicePixelRatio"), SIZE("screenX"), SIZE("screenY"),
	SIZE("screenLeft"), SIZE("screenTop"), SIZE("scrollX"), SIZE("scrollY"), SIZE("pageXOffset"), SIZE("pageYOffset"),
	EVL_ATTRIBUTE_RW("length", get_length, set_measure),
	EVL_MADE_ROW("screen", make_screen, EVL_ENUMERABLE | EVL_CONFIGURABLE),
	EVL_INTERFACE_ROW("Screen", SCREEN),
	EVL_TEXT_ROW("status", "", EVL_DATA_DEFAULT),
	EVL_MADE_ROW("opener", evl_give_null, EVL_DATA_DEFAULT),
	EVL_MADE_ROW("frameElement", evl_give_null, EVL_ENUMERABLE | EVL_CONFIGURABLE),
	EVL_MADE_ROW("isSecureContext", evl_give_true, EVL_ENUMERABLE | EVL_CONFIGURABLE),
	EVL_MADE_ROW("closed", evl_give_false, EVL_ENUMERABLE | EVL_CONFIGURABLE),
	EVL_MADE_ROW("crossOriginIsolated", evl_give_false, EVL_ENUMERABLE | EVL_CONFIGURABLE),
};
const struct evl_rows evl_page_viewport_rows = EVL_ROWS(window_row);
