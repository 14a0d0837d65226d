/* SPDX-License-Identifier: MIT */
/* uri.h - the functions of uri.c, for the rows of globals.c. */
#ifndef EVL_BUILTINS_URI_H
#define EVL_BUILTINS_URI_H

#include <stdbool.h>

#include "value/realm.h"
#include "value/rows.h"

/* sec-encodeuri-uri and its siblings (URIError for what is malformed); sec-escape-string, sec-unescape-string. */
bool evl_encode_uri(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_encode_uri_component(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_decode_uri(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_decode_uri_component(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_escape(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_unescape(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

#endif
