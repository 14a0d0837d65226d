/* SPDX-License-Identifier: MIT */
/*
 * dialogs.c - alert, confirm, prompt: they block; what a person would answer is an
 * assumption. navigator, screen, matchMedia and the window's own numbers as plain data.
 */
#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "host/browser/dom.h"
#include "host/browser/scheduler.h"
#include "value/convert.h"
#include "vm/stack.h"

/* A dialog's message, noted: it is shown outside of the console. */
static bool note_dialog(struct evl_realm *realm, const struct evl_args *args, const char *answer)
{
	struct evl_string *text = evl_string_from_name(realm, EVL_NAME_empty);
	char note[400];
	if (args->count > 0 && !evl_to_string(realm, args->values[0], &text))
		return false;
	snprintf(note, sizeof note, "%s(\"%.300s\") opens a dialog%s%s", evl_platform_name(args), evl_string_utf8(realm, text),
		 answer[0] != '\0' ? "; assuming the answer " : "", answer);
	evl_host_note(realm, evl_stack_site(realm), note);
	return true;
}

static bool alert(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	return note_dialog(realm, args, "");
}

static bool confirm(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	bool yes = evl_choose(&realm->host->loop.choices, EVL_CHOICE_OUTCOME, 2, 0, realm->now) == 0;
	*result = evl_from_bool(yes);
	return note_dialog(realm, args, yes ? "OK" : "Cancel");
}

static bool prompt(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *given = evl_string_from_name(realm, EVL_NAME_empty);
	if (args->count > 1 && !evl_is_undefined(args->values[1]) && !evl_to_string(realm, args->values[1], &given))
		return false;
	*result = evl_from_string(given);
	return note_dialog(realm, args, given->length != 0 ? "that it proposes" : "of an empty text");
}

static bool nothing(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)realm;
	(void)args;
	*result = EVL_UNDEFINED;
	return true;
}

static bool scroll(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value top = evl_arg(args, 1);
	double y = 0;
	*result = EVL_UNDEFINED;
	if (evl_is_object(evl_arg(args, 0)) && !evl_get(realm, args->values[0], evl_platform_intern(realm, "top"), &top))
		return false;
	if (!evl_is_undefined(top) && !evl_to_number(realm, top, &y))
		return false;
	return true;
}

/* navigator: what tutorials read of it. */
static bool get_navigator(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	static const struct evl_row row[] = {
		EVL_TEXT_ROW("language", "en-US", EVL_DATA_DEFAULT),
		EVL_NOT_COVERED_ROW("userAgent", "navigator.userAgent"),
		EVL_NOT_COVERED_ROW("platform", "navigator.platform"),
		EVL_NOT_COVERED_ROW("hardwareConcurrency", "navigator.hardwareConcurrency"),
		EVL_NOT_COVERED_ROW("geolocation", "navigator.geolocation"),
		EVL_NOT_COVERED_ROW("clipboard", "navigator.clipboard"),
		EVL_NOT_COVERED_ROW("serviceWorker", "service workers"),
		EVL_NOT_COVERED_ROW("locks", "navigator.locks"),
		EVL_NOT_COVERED_ROW("sendBeacon", "navigator.sendBeacon"),
		EVL_NOT_COVERED_ROW("connection", "navigator.connection"),
		EVL_NOT_COVERED_ROW("mediaDevices", "navigator.mediaDevices"),
		EVL_NOT_COVERED_ROW("permissions", "navigator.permissions"),
		EVL_NOT_COVERED_ROW("storage", "navigator.storage"),
		EVL_NOT_COVERED_ROW("share", "navigator.share"),
		EVL_TAG_ROW("Navigator"),
	};
	static const struct evl_rows rows = EVL_ROWS(row);
	(void)args;
	struct evl_object *navigator =
		evl_platform_new(realm, EVL_PLATFORM_PLAIN, sizeof(struct evl_platform), EVL_UNDEFINED, EVL_INTRINSIC_OBJECT_PROTOTYPE);
	evl_define_rows(realm, navigator, &rows);
	evl_define_new(realm, navigator, evl_platform_intern(realm, "onLine"), EVL_TRUE, EVL_DATA_DEFAULT);
	evl_define_new(realm, navigator, evl_platform_intern(realm, "cookieEnabled"), EVL_TRUE, EVL_DATA_DEFAULT);
	*result = evl_from_object(navigator);
	return true;
}

static const struct evl_row dialog_row[] = {
	EVL_OPERATION("alert", alert, 0),
	EVL_OPERATION("confirm", confirm, 0),
	EVL_OPERATION("prompt", prompt, 0),
	EVL_OPERATION("print", nothing, 0),
	EVL_OPERATION("stop", nothing, 0),
	EVL_OPERATION("focus", nothing, 0),
	EVL_OPERATION("blur", nothing, 0),
	EVL_OPERATION("scroll", scroll, 0),
	EVL_OPERATION("scrollTo", scroll, 0),
	EVL_OPERATION("scrollBy", scroll, 0),
	EVL_MADE_ROW("navigator", get_navigator, EVL_ENUMERABLE | EVL_CONFIGURABLE),
};
const struct evl_rows evl_page_dialog_rows = EVL_ROWS(dialog_row);
