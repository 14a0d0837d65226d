/* SPDX-License-Identifier: MIT */
/*
 * transitions.c - when a style attribute has been computed, so that a change of it can begin a CSS transition
 * (CSS Transitions, "Starting of transitions"); what follows from it is in js/animation.js.
 *
 * Styles are computed at the end of each frame, and when a script asks for a computed style or a size. An element that came
 * into the document since then has no style before.
 */
#include <string.h>

#include "base/diag.h"
#include "host/browser/dom.h"
#include "host/browser/transitions.h"
#include "host/script.h"

struct evl_page_styled {
	struct evl_page_styled *next;
	struct evl_dom_node *element;
};

/* Grows whenever styles have been computed. */
static uint64_t epoch(struct evl_realm *realm)
{
	return evl_page(realm)->style_flushes + (uint64_t)(realm->now / realm->host->profile->loop->frame_period);
}

void evl_transitions_inserted(struct evl_realm *realm, struct evl_dom_node *element)
{
	struct evl_string *style = evl_element_get(realm, element, "style");
	element->style_now = style != NULL ? evl_from_string(style) : 0;
	element->style_rendered = EVL_UNDEFINED;
	element->style_epoch = epoch(realm);
}

bool evl_transitions_flush(struct evl_realm *realm)
{
	struct evl_page *page = evl_page(realm);
	struct evl_page_styled *list = page->styled;
	evl_value ignored;
	page->style_flushes++;
	page->styled = NULL;
	for (; list != NULL; list = list->next) {
		struct evl_dom_node *element = list->element;
		evl_value values[3] = { evl_from_object(element), element->style_rendered, element->style_now };
		bool rendered = !evl_is_undefined(element->style_rendered) && evl_node_connected(realm, element);
		element->style_dirty = false;
		for (int i = 1; i < 3; i++)
			if (values[i] == 0)
				values[i] = evl_platform_text(realm, "");
		if (rendered && !evl_host_script_call(realm, "browser/animation", "styled", 3, values, &ignored))
			return false;
	}
	return true;
}

static bool frame_ends(struct evl_realm *realm, uint32_t record)
{
	(void)record;
	return evl_transitions_flush(realm);
}

void evl_transitions_style(struct evl_realm *realm, struct evl_dom_node *element, struct evl_string *style)
{
	struct evl_page *page = evl_page(realm);
	uint64_t now = epoch(realm);
	if (element->style_epoch != now) {
		element->style_rendered = element->style_now;
		element->style_epoch = now;
	} else if (element->style_rendered == 0 && element->style_now == 0 && now == 0) {
		element->style_rendered = EVL_UNDEFINED; /* nothing has been computed yet */
	}
	element->style_now = style != NULL ? evl_from_string(style) : 0;
	if (!page->transitions || element->style_dirty || !evl_node_connected(realm, element))
		return;
	struct evl_page_styled *entry = evl_arena_zalloc(&realm->scratch, sizeof *entry), **link = &page->styled;
	entry->element = element;
	element->style_dirty = true;
	while (*link != NULL)
		link = &(*link)->next;
	if (link == &page->styled) {
		uint32_t record = evl_host_task_new(realm, EVL_WORK_EVENT, EVL_UNDEFINED, EVL_UNDEFINED, 0, NULL, 0);
		evl_host_task(realm->host, record)->run = frame_ends;
		evl_host_task(realm->host, record)->task = evl_loop_post(&realm->host->loop, EVL_PAGE_QUEUE_RESIZE, record);
	}
	*link = entry;
}

bool evl_page_has_sheets(struct evl_realm *realm)
{
	struct evl_dom_node *document = (struct evl_dom_node *)evl_page(realm)->document;
	for (struct evl_dom_node *at = document; at != NULL; at = evl_node_next(document, at)) {
		struct evl_string *rel = evl_element_is(realm, at, "link") ? evl_element_get(realm, at, "rel") : NULL;
		if (evl_element_is(realm, at, "style") || (rel != NULL && strcmp(evl_string_utf8(realm, rel), "stylesheet") == 0))
			return true;
	}
	return false;
}

bool evl_transitions_watch(struct evl_realm *realm)
{
	evl_page(realm)->transitions = true;
	return !evl_page_has_sheets(realm) || evl_not_covered(realm, "CSS transitions and animations of style sheets");
}

bool evl_transitions_class(struct evl_realm *realm, const struct evl_dom_node *element)
{
	if (!evl_page(realm)->transitions || !evl_node_connected(realm, element) || (evl_page(realm)->given && !evl_page_has_sheets(realm)))
		return true;
	return evl_not_covered(realm, "CSS transitions and animations of style sheets");
}
