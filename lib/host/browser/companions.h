/* SPDX-License-Identifier: MIT */
/*
 * companions.h - objects that show an element's attributes in another form, or the page's storage: what the internal
 * methods in platform_properties.c need of them.
 */
#ifndef EVL_HOST_BROWSER_COMPANIONS_H
#define EVL_HOST_BROWSER_COMPANIONS_H

#include "host/browser/dom.h"

/* DOMTokenList: number of tokens; one by index, EVL_NULL beyond the end. */
uint32_t evl_tokens_count(struct evl_realm *realm, struct evl_platform *tokens);
evl_value evl_tokens_at(struct evl_realm *realm, struct evl_platform *tokens, uint32_t index);

/*
 * DOMStringMap, CSSStyleDeclaration, Storage: a property that they have by name (EVL_EMPTY: none such), setting it (*done: it was
 * one of theirs), removing it, all names.
 */
bool evl_companion_get(struct evl_realm *realm, struct evl_platform *object, evl_key key, evl_value *out);
bool evl_companion_set(struct evl_realm *realm, struct evl_platform *object, evl_key key, evl_value value, bool *done);
bool evl_companion_delete(struct evl_realm *realm, struct evl_platform *object, evl_key key, bool *done);
bool evl_companion_keys(struct evl_realm *realm, struct evl_platform *object, struct evl_key_list *out);

/* The parts of them that other files keep. */
bool evl_storage_find(struct evl_realm *realm, struct evl_platform *storage, evl_key key, evl_value *out);
bool evl_storage_set(struct evl_realm *realm, struct evl_platform *storage, evl_key key, evl_value value);
bool evl_storage_remove(struct evl_realm *realm, struct evl_platform *storage, evl_key key);
void evl_storage_keys(struct evl_realm *realm, struct evl_platform *storage, struct evl_key_list *out);
bool evl_style_find(struct evl_realm *realm, struct evl_platform *style, evl_key key, evl_value *out);
bool evl_style_assign(struct evl_realm *realm, struct evl_platform *style, evl_key key, evl_value value, bool *done);

/* MADE rows: functions that a list shares with arrays. */
bool evl_list_values(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_list_keys(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_list_entries(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_list_for_each(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

#endif
