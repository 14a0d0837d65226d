/* SPDX-License-Identifier: MIT */
/*
 * cookies.h - the cookies that scripts of a page set and read (document.cookie, RFC 6265).
 */
#ifndef EVL_HOST_BROWSER_COOKIES_H
#define EVL_HOST_BROWSER_COOKIES_H

#include <stdbool.h>

#include "value/realm.h"

struct evl_cookie;

/*
 * Getter and setter of document.cookie. A cookie that a browser refuses (another site's domain, HttpOnly, what needs Secure) is silently not
 * kept; one that has expired is gone. False: an exception is pending, or the run halts where something is not covered.
 */
bool evl_cookies_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_cookies_set(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

#endif
