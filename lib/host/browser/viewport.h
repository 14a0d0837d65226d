/* SPDX-License-Identifier: MIT */
/*
 * viewport.h - the assumed window of a page.
 */
#ifndef EVL_HOST_BROWSER_VIEWPORT_H
#define EVL_HOST_BROWSER_VIEWPORT_H

#include "host/browser/browser.h"

extern const struct evl_rows evl_page_viewport_rows;

/* Its size in CSS pixels; a note says that it is assumed. */
void evl_viewport_size(struct evl_realm *realm, double *width, double *height);

#endif
