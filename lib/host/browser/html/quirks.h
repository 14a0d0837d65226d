/* SPDX-License-Identifier: MIT */
/* quirks.h - which mode a doctype puts its document in (HTML, "The initial insertion mode"). */
#ifndef EVL_HOST_BROWSER_HTML_QUIRKS_H
#define EVL_HOST_BROWSER_HTML_QUIRKS_H

#include "host/browser/html/tokenizer.h"

/* EVL_QUIRKS_NONE, EVL_QUIRKS_LIMITED or EVL_QUIRKS_FULL. */
int evl_html_quirks(struct evl_realm *realm, const struct evl_html_token *doctype);

#endif
