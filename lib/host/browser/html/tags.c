/* SPDX-License-Identifier: MIT */
/*
 * tags.c - from a name to the number of a tag: a hash table of interned names, made once for a realm.
 */
#include "host/browser/html/tags.h"

#include "value/realm.h"

enum {
	S = EVL_HTAG_IS_SPECIAL,
	F = EVL_HTAG_IS_FORMATTING,
	C = EVL_HTAG_IS_SCOPE,
	I = EVL_HTAG_IS_IMPLIED,
	V = EVL_HTAG_IS_VOID,
	B = EVL_HTAG_IS_BREAKOUT,
	SLOTS = 512 /* a power of two, well above the number of tags */
};

const uint8_t evl_html_tag_flags[EVL_HTAG_COUNT] = {
	0,
#define TAG(id, name, flags) (flags),
#include "host/browser/html/tags.def"
#undef TAG
};

static const char *const texts[EVL_HTAG_COUNT] = {
	"",
#define TAG(id, name, flags) name,
#include "host/browser/html/tags.def"
#undef TAG
};

struct evl_html_names {
	evl_name names[EVL_HTAG_COUNT];
	struct {
		evl_name name;
		uint16_t tag;
	} slots[SLOTS];
};

static uint32_t slot_of(const struct evl_html_names *all, evl_name name)
{
	uint32_t at = (uint32_t)name * 2654435761u >> 23;
	while (all->slots[at % SLOTS].name != name && all->slots[at % SLOTS].name != EVL_NAME_NONE)
		at++;
	return at % SLOTS;
}

static const struct evl_html_names *names_of(struct evl_realm *realm)
{
	struct evl_page *page = evl_page(realm);
	if (page->html_names == NULL) {
		struct evl_html_names *all = evl_arena_zalloc(&realm->scratch, sizeof *all);
		for (uint32_t tag = 1; tag < EVL_HTAG_COUNT; tag++) {
			all->names[tag] = evl_platform_intern(realm, texts[tag]);
			uint32_t slot = slot_of(all, all->names[tag]);
			all->slots[slot].name = all->names[tag];
			all->slots[slot].tag = (uint16_t)tag;
		}
		page->html_names = all;
	}
	return page->html_names;
}

enum evl_html_tag evl_html_tag(struct evl_realm *realm, evl_name name)
{
	const struct evl_html_names *all = names_of(realm);
	return name == EVL_NAME_NONE ? EVL_HTAG_OTHER : (enum evl_html_tag)all->slots[slot_of(all, name)].tag;
}

evl_name evl_html_tag_name(struct evl_realm *realm, enum evl_html_tag tag) { return names_of(realm)->names[tag]; }
