/* SPDX-License-Identifier: MIT */
/*
 * layouts.c - the members of the web platform's prototypes as Node's classes have them (lib/internal/event_target.js, abort_controller.js,
 * worker/io.js): accessors and methods stand as its texts define them, some are not enumerable, some are not there.
 */
#include "host/node/node.h"
#include "value/rows.h"

const char *evl_node_layout(uint32_t id)
{
	switch (id) {
	case EVL_INTRINSIC_EVENT_PROTOTYPE:
		return "initEvent stopImmediatePropagation preventDefault target currentTarget srcElement type cancelable defaultPrevented timeStamp "
		       "composedPath =returnValue bubbles composed eventPhase cancelBubble stopPropagation [Symbol.toStringTag]";
	case EVL_INTRINSIC_CUSTOM_EVENT_PROTOTYPE:
		return "detail [Symbol.toStringTag]";
	case EVL_INTRINSIC_MESSAGE_EVENT_PROTOTYPE:
		return "data origin lastEventId source ports";
	case EVL_INTRINSIC_ABORT_SIGNAL_PROTOTYPE:
		return "aborted -reason -throwIfAborted onabort [Symbol.toStringTag]";
	case EVL_INTRINSIC_BROADCAST_CHANNEL_PROTOTYPE:
		return "name close postMessage onmessage onmessageerror";
	case EVL_INTRINSIC_MESSAGE_CHANNEL_PROTOTYPE:
		return "";
	default:
		return NULL;
	}
}
