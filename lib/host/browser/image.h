/* SPDX-License-Identifier: MIT */
/* image.h - <img> (HTML, "The img element"). */
#ifndef EVL_HOST_BROWSER_IMAGE_H
#define EVL_HOST_BROWSER_IMAGE_H

#include "host/browser/dom.h"

/*
 * "Update the image data": the image has got another src, or none. What an address holds itself is there in a microtask, what the page has
 * had before at once, all else when it comes; a load or error event follows in a task, unless src changes again before it.
 */
void evl_image_load(struct evl_realm *realm, struct evl_dom_node *image);

/* naturalWidth, naturalHeight; width and height; decode(); complete. */
bool evl_image_size(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_image_decode(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_image_complete(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

#endif
