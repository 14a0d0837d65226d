/* SPDX-License-Identifier: MIT */
/*
 * bytes.h - typed arrays of host scripts as bytes, and bytes as Uint8Arrays.
 */
#ifndef EVL_HOST_NODE_BYTES_H
#define EVL_HOST_NODE_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "value/realm.h"

/* The bytes of a typed array, borrowed until script runs; none (never NULL) when `value` is another thing. */
const uint8_t *evl_node_bytes(evl_value value, size_t *length);
/* A new Uint8Array with a copy of the bytes in *result. False: an exception is pending, or the run halts. */
bool evl_node_give_bytes(struct evl_realm *realm, const uint8_t *bytes, size_t length, evl_value *result);

#endif
