/* SPDX-License-Identifier: MIT */
/*
 * address.c - location and history as far as a page stays the same: the fragment, states, popstate and hashchange
 * (HTML, "Navigation and session history").
 */
#include <stdio.h>
#include <string.h>

#include "base/ascii.h"
#include "base/diag.h"
#include "builtins/structured_clone.h"
#include "host/browser/dom.h"
#include "host/browser/partial_text.h"
#include "host/browser/scheduler.h"
#include "host/script.h"
#include "value/convert.h"
#include "vm/stack.h"

/*
 * Nobody here knows where the page lies: it is taken to be the first page of a server on this machine, which is said
 * when it matters.
 */
static const char assumed_address[] = "http://localhost/";

struct entry {
	struct entry *previous, *next;
	evl_value state;
	const char *href; /* UTF-8 in scratch */
};

static struct entry *current(struct evl_realm *realm)
{
	struct evl_page *page = evl_page(realm);
	if (page->entry == NULL) {
		struct entry *entry = evl_arena_zalloc(&realm->scratch, sizeof *entry);
		entry->state = EVL_NULL;
		entry->href = assumed_address;
		page->entry = entry;
	}
	return page->entry;
}

static const char *hash_of(const char *href)
{
	const char *mark = strchr(href, '#');
	return mark != NULL ? mark : "";
}

static void push(struct evl_realm *realm, evl_value state, const char *href)
{
	struct entry *at = current(realm), *entry = evl_arena_zalloc(&realm->scratch, sizeof *entry);
	entry->previous = at;
	entry->state = state;
	entry->href = href;
	at->next = entry;
	evl_page(realm)->entry = entry;
}

const char *evl_page_address(struct evl_realm *realm)
{
	struct evl_page *page = evl_page(realm);
	if (!page->told_address)
		evl_host_note(realm, evl_span_none(), "the page's address is not known: http://localhost/ is assumed");
	page->told_address = true;
	return current(realm)->href;
}

const char *evl_page_loaded_from(struct evl_realm *realm)
{
	(void)evl_page_address(realm);
	return assumed_address;
}

static bool fire_popstate(struct evl_realm *realm, evl_value state)
{
	struct evl_dom_event *event = evl_event_new(realm, "PopStateEvent", "popstate", EVL_DOM_TRUSTED);
	evl_event_set(realm, event, "state", state);
	return evl_event_dispatch(realm, evl_web(realm)->window, event, NULL);
}

static bool fire_hashchange(struct evl_realm *realm, uint32_t record)
{
	const struct evl_host_task *task = evl_host_task(realm->host, record);
	struct evl_dom_event *event = evl_event_new(realm, "HashChangeEvent", "hashchange", EVL_DOM_TRUSTED);
	evl_event_set(realm, event, "oldURL", task->values[0]);
	evl_event_set(realm, event, "newURL", task->values[1]);
	return evl_event_dispatch(realm, evl_web(realm)->window, event, NULL);
}

static void post_hashchange(struct evl_realm *realm, const char *from, const char *to)
{
	evl_value *values = evl_arena_alloc(&realm->scratch, 2 * sizeof *values);
	values[0] = evl_platform_text(realm, from);
	values[1] = evl_platform_text(realm, to);
	uint32_t record = evl_host_task_new(realm, EVL_WORK_EVENT, EVL_UNDEFINED, EVL_UNDEFINED, 2, values, 0);
	evl_host_task(realm->host, record)->run = fire_hashchange;
	evl_host_post(realm, record, EVL_SOURCE_DOM, 0);
}

/* What address.js says: a text in scratch, or NULL; *ok false: an exception is pending. */
static const char *ask(struct evl_realm *realm, const char *function, const char *one, const char *two, evl_value three, bool *ok)
{
	evl_value values[3] = { evl_platform_text(realm, one), evl_platform_text(realm, two), three }, out;
	*ok = evl_host_script_call(realm, "browser/address", function, 3, values, &out);
	return *ok && evl_is_string(out) ? evl_string_utf8(realm, evl_as_string(out)) : NULL;
}

/* Has the address a scheme of its own? */
static bool is_absolute(const char *address)
{
	const char *c = address;
	while ((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || *c == '+' || *c == '-' || *c == '.' || (c > address && *c >= '0' && *c <= '9'))
		c++;
	return c > address && *c == ':';
}

/* What addresses in the document are seen from (HTML, "document base URL"): the first base element's href, else the page's address. */
static const char *base_address(struct evl_realm *realm, bool *ok)
{
	struct evl_dom_node *root = evl_document(realm), *node = root;
	while ((node = evl_node_next(root, node)) != NULL) {
		struct evl_string *href = evl_element_is(realm, node, "base") ? evl_element_get(realm, node, "href") : NULL;
		if (href == NULL)
			continue;
		const char *own = evl_string_utf8(realm, href);
		const char *base = ask(realm, "resolve", own, is_absolute(own) ? current(realm)->href : evl_page_address(realm), EVL_UNDEFINED, ok);
		return base != NULL || !*ok ? base : evl_page_address(realm);
	}
	*ok = true;
	return NULL;
}

bool evl_page_base(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	bool ok;
	const char *base = base_address(realm, &ok);
	*result = ok ? evl_platform_text(realm, base != NULL ? base : evl_page_address(realm)) : EVL_UNDEFINED;
	return ok;
}

bool evl_base_href(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct evl_dom_node *element = evl_node_receiver(realm, args, EVL_DOM_ELEMENT);
	if (element == NULL)
		return false;
	struct evl_string *own = evl_element_get(realm, element, "href");
	bool ok;
	const char *href = ask(realm, "resolve", own != NULL ? evl_string_utf8(realm, own) : "", evl_page_address(realm), EVL_UNDEFINED, &ok);
	*result = href != NULL ? evl_platform_text(realm, href) : own != NULL ? evl_from_string(own) : EVL_UNDEFINED;
	return ok;
}

bool evl_page_resolve(struct evl_realm *realm, struct evl_string *address, evl_value *result)
{
	bool ok;
	const char *given = evl_string_utf8(realm, address), *base = base_address(realm, &ok);
	if (!ok)
		return false;
	if (base == NULL)
		base = is_absolute(given) ? current(realm)->href : evl_page_address(realm);
	const char *href = ask(realm, "resolve", given, base, EVL_UNDEFINED, &ok);
	*result = href != NULL ? evl_platform_text(realm, href) : evl_from_string(address);
	return ok;
}

bool evl_page_address_part(struct evl_realm *realm, struct evl_string *href, const char *name, evl_value *result)
{
	bool ok;
	const char *part = ask(realm, "part", evl_string_utf8(realm, href), name, EVL_UNDEFINED, &ok);
	*result = evl_platform_text(realm, part != NULL ? part : "");
	return ok;
}

bool evl_page_address_change(struct evl_realm *realm, struct evl_string *href, const char *name, struct evl_string *value, struct evl_string **result)
{
	bool ok;
	const char *changed = ask(realm, "change", evl_string_utf8(realm, href), name, evl_from_string(value), &ok);
	*result = changed != NULL ? evl_as_string(evl_platform_text(realm, changed)) : NULL;
	return ok;
}

/* Only the fragment changes: the page stays. While it is loaded the entry of the history is replaced. */
static bool change_fragment(struct evl_realm *realm, const char *href, bool replace)
{
	const char *from = current(realm)->href;
	if (strcmp(href, from) == 0)
		return true;
	if (replace || evl_page(realm)->ready_state != EVL_PAGE_COMPLETE) {
		current(realm)->href = href;
		current(realm)->state = EVL_NULL;
	} else {
		push(realm, EVL_NULL, href);
	}
	if (!fire_popstate(realm, EVL_NULL))
		return false;
	if (strcmp(hash_of(from), hash_of(href)) != 0)
		post_hashchange(realm, from, href);
	return true;
}

/* ------------------------------------------------------------ leaving the page */

enum { LEFT_AFTER = 10000 }; /* microseconds until another document takes its place: typical */

static bool page_left(struct evl_realm *realm, uint32_t record)
{
	(void)record;
	realm->host->exiting = true;
	realm->halt = EVL_STATUS_EXITED;
	return false;
}

/* beforeunload at once, and later another document. */
static bool leave(struct evl_realm *realm, const char *href)
{
	struct evl_page *page = evl_page(realm);
	struct evl_dom_event *event = evl_event_new(realm, "BeforeUnloadEvent", "beforeunload", EVL_DOM_TRUSTED | EVL_DOM_CANCELABLE);
	event->seen_as = &evl_document(realm)->target;
	char note[300];
	if (page->leaving)
		return true;
	if (!evl_event_dispatch(realm, evl_web(realm)->window, event, NULL))
		return false;
	page->leaving = true;
	snprintf(note, sizeof note, "the page is left for %.200s: what happens from then on is not predicted", href);
	evl_host_note(realm, evl_stack_site(realm), note);
	uint32_t record = evl_host_task_new(realm, EVL_WORK_EVENT, EVL_UNDEFINED, EVL_UNDEFINED, 0, NULL, LEFT_AFTER);
	evl_host_task(realm->host, record)->run = page_left;
	evl_host_post(realm, record, EVL_SOURCE_NETWORK, LEFT_AFTER);
	return true;
}

static bool without_hash_same(const char *a, const char *b)
{
	size_t n = strcspn(a, "#");
	return n == strcspn(b, "#") && strncmp(a, b, n) == 0;
}

/* Its text names the address as far as it was read. */
static bool refuse_address(struct evl_realm *realm, const char *address, const char *what)
{
	bool ok;
	const char *read = ask(realm, "faulty", address, current(realm)->href, EVL_UNDEFINED, &ok);
	if (!ok)
		return false;
	if (read == NULL)
		return evl_not_covered(realm, "the words about an address of this kind that is none");
	return evl_platform_exception(realm, "SyntaxError", "Failed to %s on 'Location': '%s' is not a valid URL.", what, read);
}

bool evl_page_navigate(struct evl_realm *realm, const char *address, bool replace, const char *what)
{
	bool ok;
	const char *href = ask(realm, "resolve", address, current(realm)->href, EVL_UNDEFINED, &ok);
	if (!ok)
		return false;
	if (href == NULL)
		return what == NULL || refuse_address(realm, address, what);
	if (strncmp(href, "javascript:", 11) == 0)
		return evl_not_covered(realm, "an address that is a script");
	if (strchr(href, '#') != NULL && without_hash_same(href, current(realm)->href))
		return change_fragment(realm, href, replace);
	return leave(realm, href);
}

bool evl_page_set_hash(struct evl_realm *realm, const char *text)
{
	bool ok;
	const char *now = current(realm)->href;
	const char *href = ask(realm, "change", now, "hash", evl_platform_text(realm, text), &ok);
	if (!ok || href == NULL)
		return ok;
	/* An empty fragment leaves its mark behind. */
	if ((text[0] == '\0' || strcmp(text, "#") == 0) && hash_of(now)[0] != '\0') {
		size_t length = strcspn(now, "#");
		char *bare = evl_arena_alloc(&realm->scratch, length + 2);
		memcpy(bare, now, length);
		memcpy(bare + length, "#", 2);
		href = bare;
	}
	return change_fragment(realm, href, false);
}

/* ------------------------------------------------------------------ location */

/* Its members are the object's own, so they know no interface by themselves. */
static bool is_location(struct evl_realm *realm, const struct evl_args *args)
{
	return args->this_value == evl_page(realm)->location || evl_platform_type_error(realm, "Illegal invocation");
}

static bool get_part(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	if (!is_location(realm, args))
		return false;
	const char *name = evl_platform_name(args);
	if (strcmp(name, "hash") == 0) {
		const char *hash = hash_of(current(realm)->href);
		*result = evl_platform_text(realm, hash[0] == '#' && hash[1] == '\0' ? "" : hash);
		return true;
	}
	const char *href = evl_page_address(realm);
	if (strcmp(name, "href") == 0 || strcmp(name, "toString") == 0) {
		*result = evl_platform_text(realm, href);
		return true;
	}
	bool ok;
	const char *part = ask(realm, "part", href, name, EVL_UNDEFINED, &ok);
	*result = evl_platform_text(realm, part != NULL ? part : "");
	return ok;
}

static const char href_setting[] = "set the 'href' property";

/* Is it a scheme (URL, "scheme start state"), whatever follows its colon? */
static bool is_scheme(const char *text)
{
	size_t length = strcspn(text, ":");
	for (size_t i = 1; i < length; i++)
		if (!evl_is_letter(text[i]) && !evl_is_digit(text[i]) && strchr("+-.", text[i]) == NULL)
			return false;
	return evl_is_letter(text[0]);
}

static bool set_part(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *name = evl_platform_name(args);
	struct evl_string *text;
	*result = EVL_UNDEFINED;
	if (!is_location(realm, args) || !evl_to_string(realm, evl_arg(args, 0), &text))
		return false;
	const char *value = evl_string_utf8(realm, text);
	if (strcmp(name, "hash") == 0)
		return evl_page_set_hash(realm, value);
	if (strcmp(name, "href") == 0)
		return evl_page_navigate(realm, value, false, href_setting);
	if (strcmp(name, "protocol") == 0 && !is_scheme(value))
		return evl_platform_exception(realm, "SyntaxError", "Failed to set the 'protocol' property on 'Location': '%s' is an invalid protocol.",
					      value);
	bool ok;
	const char *href = ask(realm, "change", evl_page_address(realm), name, evl_from_string(text), &ok);
	return ok && (href == NULL || leave(realm, href));
}

static bool assign(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text;
	const char *name = evl_platform_name(args);
	*result = EVL_UNDEFINED;
	return is_location(realm, args) && evl_platform_require_args(realm, args, 1, "Location", name) &&
	       evl_to_string(realm, args->values[0], &text) &&
	       evl_page_navigate(realm, evl_string_utf8(realm, text), name[0] == 'r', evl_platform_format(realm, "execute '%s'", name));
}

bool evl_page_set_location(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text;
	*result = EVL_UNDEFINED;
	return evl_to_string(realm, evl_arg(args, 0), &text) && evl_page_navigate(realm, evl_string_utf8(realm, text), false, href_setting);
}

static bool reload(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	return is_location(realm, args) && leave(realm, "itself (it is loaded anew)");
}

/* The page is in no other's frame. */
static bool get_ancestors(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	if (!is_location(realm, args))
		return false;
	if (evl_page(realm)->ancestors == 0 && !evl_host_script_call(realm, "browser/indexeddb_keys", "stringList", 0, NULL, &evl_page(realm)->ancestors))
		return false;
	*result = evl_page(realm)->ancestors;
	return true;
}

/* %Object.prototype.valueOf% (HTML, "the Location object"). */
static bool make_value_of(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return evl_get(realm, evl_from_object(evl_intrinsic(realm, EVL_INTRINSIC_OBJECT_PROTOTYPE)), evl_platform_intern(realm, "valueOf"), result);
}

/* [LegacyUnforgeable]: the object's own, and they stay as they are. */
#define PART(n) { .name = (n), .kind = EVL_ROW_ACCESSOR, .attributes = EVL_ENUMERABLE, .fn = get_part, .setter = set_part }
#define FIXED_PART(n, f) { .name = (n), .kind = EVL_ROW_GETTER, .attributes = EVL_ENUMERABLE, .fn = (f) }
#define FIXED_OPERATION(n, f, len) { .name = (n), .kind = EVL_ROW_METHOD, .attributes = EVL_ENUMERABLE, .length = (len), .fn = (f) }
static const struct evl_row location_row[] = {
	EVL_MADE_ROW("valueOf", make_value_of, 0), FIXED_PART("ancestorOrigins", get_ancestors),
	PART("href"), FIXED_PART("origin", get_part), PART("protocol"), PART("host"), PART("hostname"), PART("port"), PART("pathname"),
	PART("search"), PART("hash"), FIXED_OPERATION("assign", assign, 1), FIXED_OPERATION("reload", reload, 0),
	FIXED_OPERATION("replace", assign, 1), FIXED_OPERATION("toString", get_part, 0),
	{ .name = "[Symbol.toPrimitive]", .kind = EVL_ROW_TEXT },
};
static const struct evl_rows location_rows = EVL_ROWS(location_row);
static const struct evl_row location_prototype_row[] = { EVL_TAG_ROW("Location") };
const struct evl_family evl_family_LOCATION = {
	.name = "Location",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = evl_platform_illegal_constructor,
	.prototype = EVL_ROWS(location_prototype_row),
};

/* ------------------------------------------------------------------- history */

static bool push_state(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *function = evl_platform_name(args);
	evl_value state;
	struct evl_string *address = NULL, *title;
	*result = EVL_UNDEFINED;
	if (!evl_platform_require_args(realm, args, 2, "History", function) || !evl_partial_text(realm, args->values[1], &title) ||
	    (!evl_is_nullish(evl_arg(args, 2)) && !evl_to_string(realm, args->values[2], &address)) ||
	    !evl_structured_clone(realm, realm, args->values[0],
				  function[0] == 'p' ? "Failed to execute 'pushState' on 'History': " :
						       "Failed to execute 'replaceState' on 'History': ",
				  NULL, 0, &state))
		return false;
	const char *href = current(realm)->href;
	if (address != NULL) {
		bool ok;
		const char *given = evl_string_utf8(realm, address), *mine, *other;
		href = ask(realm, "resolve", given, current(realm)->href, EVL_UNDEFINED, &ok);
		if (!ok)
			return false;
		if (href != NULL) {
			mine = ask(realm, "part", current(realm)->href, "origin", EVL_UNDEFINED, &ok);
			other = ok ? ask(realm, "part", href, "origin", EVL_UNDEFINED, &ok) : NULL;
			if (!ok)
				return false;
		}
		if (href == NULL || mine == NULL || other == NULL || strcmp(mine, other) != 0) {
			bool bad = href == NULL || mine == NULL;
			return evl_platform_exception(realm, "SecurityError",
						      "Failed to execute '%s' on 'History': A history state object with URL '%s' cannot be created in a document with "
						      "origin '%s' and URL '%s'.",
						      function, bad ? "" : href, bad ? "http://localhost" : mine, current(realm)->href);
		}
	}
	if (function[0] == 'p') {
		push(realm, state, href);
	} else {
		current(realm)->state = state;
		current(realm)->href = href;
	}
	return true;
}

/* The entry `delta` away; NULL: there is none. */
static struct entry *entry_at(struct entry *at, int32_t delta)
{
	for (; delta < 0 && at != NULL; delta++)
		at = at->previous;
	for (; delta > 0 && at != NULL; delta--)
		at = at->next;
	return at;
}

/* Is it still one of the session's? */
static bool is_kept(struct evl_realm *realm, const struct entry *wanted)
{
	for (const struct entry *at = current(realm); at != NULL; at = at->previous)
		if (at == wanted)
			return true;
	for (const struct entry *at = current(realm); at != NULL; at = at->next)
		if (at == wanted)
			return true;
	return false;
}

/* Travels under way, in order. Where each leads is known when it is asked for, from where the one before leads. */
struct evl_page_travel {
	struct evl_page_travel *next;
	struct entry *to;
	bool forward;
};

static bool travel(struct evl_realm *realm, uint32_t record)
{
	struct evl_page_travel *first = evl_page(realm)->travels;
	struct entry *at = current(realm), *to = first->to;
	(void)record;
	evl_page(realm)->travels = first->next;
	if (to == at || !is_kept(realm, to))
		return true;
	evl_page(realm)->entry = to;
	const char *from = at->href;
	if (!fire_popstate(realm, to->state))
		return false;
	if (without_hash_same(from, to->href) && strcmp(hash_of(from), hash_of(to->href)) != 0)
		post_hashchange(realm, from, to->href);
	return true;
}

static bool go(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *function = evl_platform_name(args);
	int32_t delta = strcmp(function, "back") == 0 ? -1 : 1;
	*result = EVL_UNDEFINED;
	if (strcmp(function, "go") == 0 && !evl_to_int32(realm, evl_arg(args, 0), &delta))
		return false;
	if (delta == 0)
		return leave(realm, "itself (it is loaded anew)");
	struct evl_page_travel **link = &evl_page(realm)->travels, *before = NULL;
	for (; *link != NULL; link = &before->next)
		before = *link;
	struct entry *to = entry_at(before != NULL ? before->to : current(realm), delta);
	if (to == NULL)
		return true;
	/* Chromium drops some of those, by what has come back from its other process. */
	if (before != NULL && before->forward != (delta > 0))
		return evl_not_covered(realm, "a way back through the history while another is under way");
	*link = evl_arena_zalloc(&realm->scratch, sizeof **link);
	(*link)->to = to;
	(*link)->forward = delta > 0;
	uint32_t record = evl_host_task_new(realm, EVL_WORK_EVENT, EVL_UNDEFINED, EVL_UNDEFINED, 0, NULL, 5000);
	evl_host_task(realm->host, record)->run = travel;
	evl_host_post(realm, record, EVL_SOURCE_DOM, 5000);
	return true;
}

static bool get_state(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = current(realm)->state;
	return true;
}

static bool get_length(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	uint32_t count = 1;
	(void)args;
	for (const struct entry *at = current(realm)->previous; at != NULL; at = at->previous)
		count++;
	for (const struct entry *at = current(realm)->next; at != NULL; at = at->next)
		count++;
	*result = evl_from_uint32(count);
	return true;
}

/* Only said and kept: the model scrolls nothing by itself. */
static bool get_restoration(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_platform_text(realm, evl_page(realm)->manual_scroll ? "manual" : "auto");
	return true;
}

static bool set_restoration(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text;
	*result = EVL_UNDEFINED;
	if (!evl_to_string(realm, evl_arg(args, 0), &text))
		return false;
	const char *mode = evl_string_utf8(realm, text);
	if (strcmp(mode, "manual") == 0 || strcmp(mode, "auto") == 0)
		evl_page(realm)->manual_scroll = mode[0] == 'm';
	return true;
}

static const struct evl_row history_row[] = {
	EVL_ATTRIBUTE("length", get_length),
	EVL_ATTRIBUTE_RW("scrollRestoration", get_restoration, set_restoration),
	EVL_ATTRIBUTE("state", get_state),
	EVL_OPERATION("back", go, 0),
	EVL_OPERATION("forward", go, 0),
	EVL_OPERATION("go", go, 0),
	EVL_OPERATION("pushState", push_state, 2),
	EVL_OPERATION("replaceState", push_state, 2),
	EVL_TAG_ROW("History"),
};
const struct evl_family evl_family_HISTORY = {
	.name = "History",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = evl_platform_illegal_constructor,
	.prototype = EVL_ROWS(history_row),
};

static bool get_location(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_page *page = evl_page(realm);
	(void)args;
	if (page->location == 0) {
		struct evl_object *object = evl_platform_new(realm, EVL_PLATFORM_PLAIN, sizeof(struct evl_platform), EVL_UNDEFINED,
							     EVL_INTRINSIC_LOCATION_PROTOTYPE);
		evl_define_rows(realm, object, &location_rows);
		page->location = evl_from_object(object);
	}
	*result = page->location;
	return true;
}

static const struct evl_row document_row[] = {
	{ .name = "location", .kind = EVL_ROW_ACCESSOR, .attributes = EVL_ENUMERABLE, .fn = evl_page_location, .setter = evl_page_set_location }, /* LegacyUnforgeable */
};
static const struct evl_rows document_rows = EVL_ROWS(document_row);

void evl_page_own_location(struct evl_realm *realm, struct evl_dom_node *document)
{
	evl_define_rows(realm, &document->target.platform.object, &document_rows);
}

bool evl_page_location(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct evl_dom_node *document = evl_node_cast(args->this_value);
	*result = EVL_NULL;
	return (document != NULL && document->owner != NULL) || get_location(realm, args, result);
}

static bool get_history(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_from_object(evl_platform_new(realm, EVL_PLATFORM_PLAIN, sizeof(struct evl_platform), EVL_UNDEFINED, EVL_INTRINSIC_HISTORY_PROTOTYPE));
	return true;
}

static bool get_origin(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	bool ok;
	(void)args;
	const char *part = ask(realm, "part", evl_page_address(realm), "origin", EVL_UNDEFINED, &ok);
	*result = evl_platform_text(realm, part != NULL ? part : "");
	return ok;
}

static bool set_origin(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return evl_host_global_set(realm, args, result, "origin");
}

static const struct evl_row window_row[] = {
	{ .name = "location", .kind = EVL_ROW_ACCESSOR, .attributes = EVL_ENUMERABLE, .fn = get_location, .setter = evl_page_set_location }, /* LegacyUnforgeable */
	EVL_MADE_ROW("history", get_history, EVL_ENUMERABLE | EVL_CONFIGURABLE),
	EVL_ATTRIBUTE_RW("origin", get_origin, set_origin),
	EVL_INTERFACE_ROW("Location", LOCATION), EVL_INTERFACE_ROW("History", HISTORY),
};
const struct evl_rows evl_page_address_rows = EVL_ROWS(window_row);
