/* SPDX-License-Identifier: MIT */
/*
 * resource.c - style sheets and frames, and what addresses say of what they lead to (HTML, "Fetching resources").
 */
#include "host/browser/resource.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/diag.h"
#include "host/provided.h"
#include "host/script.h"
#include "value/string.h"
#include "value/unknown.h"

/* Typical of a file nearby, of something in the address, of what is shown of either, and of the network: microseconds. */
enum { NEAR_TIME = 1000, DATA_TIME = 1000, DECODED_TIME = 2500, OUTSIDE_TIME = 30000, FRAME_TIME = 2200 };

struct evl_resource evl_resource_look(const struct evl_realm *realm, const char *address)
{
	const struct evl_provided_answer *answer = evl_provided_find(realm, address);
	if (answer != NULL)
		return (struct evl_resource){ EVL_RESOURCE_SAID, answer->delay, answer->failed };
	if (strncmp(address, "data:", 5) == 0 || strncmp(address, "blob:", 5) == 0)
		return (struct evl_resource){ EVL_RESOURCE_SAID, DATA_TIME, false };
	/* An address from outside leads there. */
	if (strstr(address, "://") != NULL || strncmp(address, "//", 2) == 0 || strstr(address, evl_unknown_opening) != NULL)
		return (struct evl_resource){ EVL_RESOURCE_OUTSIDE, OUTSIDE_TIME, false };
	return (struct evl_resource){ EVL_RESOURCE_NEAR, NEAR_TIME, false };
}

/* The text of the blob that an object URL leads to; false: there is none. */
static bool blob_text(struct evl_realm *realm, const char *address, const char **text, size_t *length)
{
	evl_value url = evl_platform_text(realm, address), value;
	if (!evl_host_script_call(realm, "browser/network", "scriptText", 1, &url, &value) || !evl_is_string(value))
		return false;
	*text = evl_string_utf8(realm, evl_as_string(value));
	*length = strlen(*text);
	return true;
}

bool evl_resource_said(struct evl_realm *realm, const char *address, const char **text, size_t *length)
{
	const struct evl_provided_answer *answer = evl_provided_find(realm, address);
	const char *from = strchr(address, ',');
	if (answer != NULL) {
		*text = answer->text;
		*length = answer->length;
		return !answer->failed;
	}
	if (strncmp(address, "blob:", 5) == 0)
		return blob_text(realm, address, text, length);
	if (strncmp(address, "data:", 5) != 0 || from == NULL || (from - address >= 7 && strncmp(from - 7, ";base64", 7) == 0))
		return false;
	from++;
	size_t size = strlen(from), n = 0;
	char *out = evl_arena_alloc(&realm->scratch, size + 1);
	for (size_t i = 0; i < size; i++) {
		int high = from[i] == '%' && i + 2 < size + 1 ? evl_hex_value(from[i + 1]) : -1, low = high >= 0 ? evl_hex_value(from[i + 2]) : -1;
		out[n++] = low >= 0 ? (char)(high * 16 + low) : from[i];
		i += low >= 0 ? 2 : 0;
	}
	out[n] = '\0';
	*text = out;
	*length = n;
	return true;
}

bool evl_resource_comes(struct evl_realm *realm, const char *address, const char *what, int64_t *delay)
{
	struct evl_resource resource = evl_resource_look(realm, address);
	char note[300];
	*delay = resource.delay;
	if (resource.kind == EVL_RESOURCE_SAID) {
		if (strncmp(address, "data:", 5) == 0)
			*delay = DECODED_TIME;
		return !resource.failed;
	}
	if (evl_page(realm)->given && resource.kind == EVL_RESOURCE_NEAR) {
		const char *text;
		size_t length;
		bool there = evl_resource_file(realm, address, &text, &length);
		snprintf(note, sizeof note, "the file %.200s is not there: its element gets an error event", address);
		if (!there)
			evl_host_note(realm, evl_span_none(), note);
		*delay = DECODED_TIME;
		return there;
	}
	*delay = OUTSIDE_TIME;
	bool comes = evl_choose(&realm->host->loop.choices, EVL_CHOICE_OUTCOME, 2, 0, realm->now) == 0;
	snprintf(note, sizeof note, "assuming that the %s %.120s %s", what, address, comes ? "loads" : "fails to load");
	evl_host_note(realm, evl_span_none(), note);
	return comes;
}

void evl_resource_awaited(struct evl_realm *realm) { evl_page(realm)->awaited++; }

void evl_resource_arrived(struct evl_realm *realm)
{
	struct evl_page *page = evl_page(realm);
	if (--page->awaited == 0 && page->load_waits)
		evl_page_post_load(realm, 0);
}

/* What came or did not: handle bit 0: it came; 1: the load event waits for it; 2: scripts wait for it. */
enum { CAME = 1, AWAITED = 2, BLOCKS = 4 };

static bool fire_arrival(struct evl_realm *realm, uint32_t record)
{
	const struct evl_host_task *task = evl_host_task(realm->host, record);
	struct evl_dom_node *element = evl_pointer(task->this_value);
	uint32_t how = task->handle;
	if (!evl_event_fire(realm, &element->target, "Event", (how & CAME) != 0 ? "load" : "error", EVL_DOM_TRUSTED))
		return false;
	if ((how & AWAITED) != 0)
		evl_resource_arrived(realm);
	return true;
}

/* A style sheet came: first the scripts that waited for it, in another task its event. */
static bool sheet_came(struct evl_realm *realm, uint32_t record)
{
	const struct evl_host_task *task = evl_host_task(realm->host, record);
	struct evl_page *page = evl_page(realm);
	uint32_t event = evl_host_task_new(realm, EVL_WORK_EVENT, EVL_UNDEFINED, task->this_value, 0, NULL, 0);
	evl_host_task(realm->host, event)->run = fire_arrival;
	evl_host_task(realm->host, event)->handle = evl_host_task(realm->host, record)->handle;
	evl_host_post(realm, event, EVL_SOURCE_DOM, 0);
	return --page->blocking_sheets != 0 || page->sheets_done == NULL || page->sheets_done(realm, page->deferred_context);
}

static void post_arrival(struct evl_realm *realm, struct evl_dom_node *element, int64_t delay, uint32_t how)
{
	uint32_t record = evl_host_task_new(realm, EVL_WORK_EVENT, EVL_UNDEFINED, evl_from_object(element), 0, NULL, delay);
	if (evl_page(realm)->ready_state != EVL_PAGE_COMPLETE) {
		how |= AWAITED;
		evl_resource_awaited(realm);
	}
	if ((how & BLOCKS) != 0)
		evl_page(realm)->blocking_sheets++;
	evl_host_task(realm->host, record)->run = (how & BLOCKS) != 0 ? sheet_came : fire_arrival;
	evl_host_task(realm->host, record)->handle = how;
	evl_host_post(realm, record, EVL_SOURCE_NETWORK, delay);
}

void evl_resource_slashes(char *path)
{
	for (; *path != '\0'; path++)
		*path = *path == '\\' ? '/' : *path;
}

bool evl_resource_file(struct evl_realm *realm, const char *address, const char **text, size_t *length)
{
	const struct evl_source *source = &realm->trace->sources[0];
	const char *path;
	size_t size = strlen(address) + 3, end = strcspn(address, "?#");
	char *specifier = evl_arena_alloc(&realm->scratch, size);
	snprintf(specifier, size, "%s%.*s", address[0] == '.' ? "" : address[0] == '/' ? "." : "./", (int)end, address);
	evl_resource_slashes(specifier);
	return end != 0 && address[end - 1] != '/' && realm->host->read_source != NULL &&
	       realm->host->read_source(realm, source->path != NULL ? source->path : source->name, specifier, &path, text, length);
}

bool evl_link_inserted(struct evl_realm *realm, struct evl_dom_node *link)
{
	struct evl_string *kind = evl_element_get(realm, link, "rel"), *address = evl_element_get(realm, link, "href");
	const char *rel = kind != NULL ? evl_string_utf8(realm, kind) : "", *text;
	struct evl_string *media = evl_element_get(realm, link, "media");
	bool sheet = strstr(rel, "stylesheet") != NULL && strstr(rel, "alternate") == NULL;
	char note[300];
	size_t length;
	if (address == NULL || (!sheet && strstr(rel, "preload") == NULL) || evl_element_has(realm, link, "disabled"))
		return true;
	const char *href = evl_string_utf8(realm, address);
	struct evl_resource resource = evl_resource_look(realm, href);
	bool came = !resource.failed, applies = media == NULL || strcmp(evl_string_utf8(realm, media), "print") != 0;
	if (resource.kind == EVL_RESOURCE_NEAR) {
		came = evl_resource_file(realm, href, &text, &length);
		snprintf(note, sizeof note, "the file %.200s is not there: its element gets an error event", href);
		if (!came)
			evl_host_note(realm, evl_span_none(), note);
	} else if (resource.kind == EVL_RESOURCE_OUTSIDE) {
		came = evl_choose(&realm->host->loop.choices, EVL_CHOICE_OUTCOME, 2, 0, realm->now) == 0;
		snprintf(note, sizeof note, "assuming that the style sheet %.200s %s", href, came ? "loads" : "fails to load");
		evl_host_note(realm, evl_span_none(), note);
	}
	/* Only what the parser meets holds up scripts. */
	post_arrival(realm, link, resource.delay, (came ? CAME : 0) | (sheet && applies && link->parser_inserted ? BLOCKS : 0));
	return true;
}

bool evl_frame_inserted(struct evl_realm *realm, struct evl_dom_node *frame)
{
	struct evl_string *inside = evl_element_get(realm, frame, "srcdoc"), *address = evl_element_get(realm, frame, "src");
	const char *src = address != NULL ? evl_string_utf8(realm, address) : "", *text = "";
	char note[300];
	size_t length;
	int64_t delay = FRAME_TIME;
	realm->host->has_frames = true;
	if (inside != NULL) {
		text = evl_string_utf8(realm, inside);
	} else if (src[0] == '\0' || strcmp(src, "about:blank") == 0) {
		/* Its load event is fired inside of the insertion. */
		return evl_event_fire(realm, &frame->target, "Event", "load", EVL_DOM_TRUSTED);
	} else {
		struct evl_resource resource = evl_resource_look(realm, src);
		delay = resource.delay > FRAME_TIME ? resource.delay : FRAME_TIME;
		if (strncmp(src, "javascript:", 11) == 0)
			return evl_not_covered(realm, "a frame whose address is a script");
		if (resource.kind == EVL_RESOURCE_SAID && !evl_resource_said(realm, src, &text, &length))
			text = "";
		if (resource.kind == EVL_RESOURCE_NEAR && !evl_resource_file(realm, src, &text, &length))
			text = "";
		if (resource.kind == EVL_RESOURCE_OUTSIDE) {
			snprintf(note, sizeof note, "the frame %.200s is outside: what runs in it is not predicted", src);
			evl_host_note(realm, evl_span_none(), note);
		}
	}
	if (strstr(text, "<script") != NULL || strstr(text, " on") != NULL)
		return evl_not_covered(realm, "scripts of a frame inside a page");
	post_arrival(realm, frame, delay, CAME);
	return true;
}
