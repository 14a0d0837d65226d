/* SPDX-License-Identifier: MIT */
/*
 * outside_objects.c - objects of a page behind which stand its machine and its user: where it is, what is copied, heard and spoken, what may be
 * shown. They are there; what they give is not known (value/unknown.h), and callbacks that they are given are called as those of anything outside.
 */
#include "host/browser/browser.h"
#include "host/browser/dom.h"
#include "host/host.h"
#include "value/unknown.h"

/* The unknown that the member `name` of `owner` ("navigator.", or "" for the window) is. */
static evl_value outside(struct evl_realm *realm, const char *owner, const char *name)
{
	evl_value value = evl_unknown_external(realm, evl_platform_intern(realm, evl_unknown_text(realm, "%s%s", owner, name)));
	evl_as_unknown(value)->truth = EVL_UNKNOWN_YES;
	return value;
}

bool evl_page_navigator_outside(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = outside(realm, "navigator.", evl_platform_name(args));
	return true;
}

static bool get_of_window(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = outside(realm, "", evl_platform_name(args));
	return true;
}

static bool set_of_window(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return evl_host_global_set(realm, args, result, evl_platform_name(args));
}

#define OF_WINDOW(n) { .name = (n), .kind = EVL_ROW_ACCESSOR, .attributes = EVL_CONFIGURABLE, .fn = get_of_window, .setter = set_of_window }
static const struct evl_row window_row[] = {
	OF_WINDOW("Notification"), OF_WINDOW("SpeechRecognition"), OF_WINDOW("webkitSpeechRecognition"), OF_WINDOW("speechSynthesis"),
	OF_WINDOW("SpeechSynthesisUtterance"), OF_WINDOW("AudioContext"), OF_WINDOW("OfflineAudioContext"),
	OF_WINDOW("MediaRecorder"), OF_WINDOW("MediaStream"), OF_WINDOW("RTCPeerConnection"), OF_WINDOW("PaymentRequest"), OF_WINDOW("EyeDropper"),
};
const struct evl_rows evl_page_window_outside = EVL_ROWS(window_row);
