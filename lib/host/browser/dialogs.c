/* SPDX-License-Identifier: MIT */
/*
 * dialogs.c - alert, confirm, prompt: they block; what a person would answer is an
 * assumption. navigator, screen, matchMedia and the window's own numbers as plain data.
 */
#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "host/browser/dom.h"
#include "host/browser/node.h"
#include "host/browser/scheduler.h"
#include "host/script.h"
#include "value/convert.h"
#include "value/unknown.h"
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

/* navigator.sendBeacon(url, data): nobody hears of the answer. */
static bool send_beacon(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *address;
	if (!evl_platform_require_args(realm, args, 1, "Navigator", "sendBeacon") || !evl_to_string(realm, args->values[0], &address))
		return false;
	evl_value url = evl_from_string(address);
	if (!evl_host_script_call(realm, "browser/network", "parses", 1, &url, result))
		return false;
	return *result == EVL_TRUE ||
	       evl_platform_type_error(realm, "Failed to execute 'sendBeacon' on 'Navigator': The URL argument is ill-formed or unsupported.");
}

/* navigator: what tutorials read of it. Whose machine it is is assumed. */
static bool navigator_text(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	static const char *const texts[][2] = {
		{ "userAgent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36" },
		{ "appVersion", "5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36" },
		{ "platform", "Linux x86_64" },
		{ "vendor", "Google Inc." },
	};
	struct evl_page *page = evl_page(realm);
	const char *name = evl_platform_name(args);
	if (!page->told_machine)
		evl_host_note(realm, evl_span_none(), "the machine is not known: what navigator says of it is that of Chromium on Linux");
	page->told_machine = true;
	*result = evl_from_int(strcmp(name, "hardwareConcurrency") == 0 ? 8 : strcmp(name, "deviceMemory") == 0 ? 8 : 0);
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		if (strcmp(texts[i][0], name) == 0)
			*result = evl_platform_text(realm, texts[i][1]);
	return true;
}

/* The languages that the browser asks pages for: its own, and that without the country. */
static bool navigator_languages(struct evl_realm *realm, evl_value *result)
{
	const char *own = realm->locale != NULL ? realm->locale : "en-US", *mark = strchr(own, '-');
	char language[16];
	snprintf(language, sizeof language, "%.*s", mark != NULL ? (int)(mark - own) : 0, own);
	evl_value list[2] = { evl_platform_text(realm, own), evl_platform_text(realm, language) };
	struct evl_object *array = evl_array_from(realm, list, mark != NULL ? 2 : 1);
	*result = array != NULL ? evl_from_object(array) : EVL_UNDEFINED;
	return array != NULL;
}

static bool navigator_fact(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	static const char *const texts[][2] = { { "appName", "Netscape" }, { "appCodeName", "Mozilla" },
						{ "product", "Gecko" }, { "productSub", "20030107" }, { "vendorSub", "" } };
	const char *name = evl_platform_name(args);
	*result = EVL_TRUE; /* onLine, cookieEnabled, pdfViewerEnabled */
	if (strcmp(name, "webdriver") == 0)
		*result = EVL_FALSE;
	if (strcmp(name, "doNotTrack") == 0)
		*result = EVL_NULL;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		if (strcmp(texts[i][0], name) == 0)
			*result = evl_platform_text(realm, texts[i][1]);
	if (strcmp(name, "language") == 0)
		*result = evl_platform_text(realm, realm->locale != NULL ? realm->locale : "en-US");
	return strcmp(name, "languages") != 0 || navigator_languages(realm, result);
}

static bool navigator_service_worker(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return evl_host_script_get(realm, "browser/service_worker", "container", result);
}

#define FACT(n) EVL_ATTRIBUTE(n, navigator_fact)
#define OUTSIDE(n) EVL_ATTRIBUTE(n, evl_page_navigator_outside)
static const struct evl_row navigator_row[] = {
	FACT("language"), FACT("languages"), FACT("onLine"), FACT("cookieEnabled"), FACT("pdfViewerEnabled"), FACT("webdriver"), FACT("doNotTrack"),
	FACT("appName"), FACT("appCodeName"), FACT("product"), FACT("productSub"), FACT("vendorSub"),
	EVL_ATTRIBUTE("userAgent", navigator_text), EVL_ATTRIBUTE("appVersion", navigator_text), EVL_ATTRIBUTE("platform", navigator_text),
	EVL_ATTRIBUTE("vendor", navigator_text), EVL_ATTRIBUTE("hardwareConcurrency", navigator_text), EVL_ATTRIBUTE("deviceMemory", navigator_text),
	EVL_ATTRIBUTE("maxTouchPoints", navigator_text),
	EVL_ATTRIBUTE("serviceWorker", navigator_service_worker),
	EVL_NOT_COVERED_ROW("locks", "navigator.locks"),
	EVL_OPERATION("sendBeacon", send_beacon, 1),
	EVL_NOT_COVERED_ROW("userAgentData", "navigator.userAgentData"),
	EVL_NOT_COVERED_ROW("plugins", "navigator.plugins"),
	EVL_NOT_COVERED_ROW("vibrate", "navigator.vibrate"),
	EVL_NOT_COVERED_ROW("userActivation", "navigator.userActivation"),
	OUTSIDE("geolocation"), OUTSIDE("clipboard"), OUTSIDE("connection"), OUTSIDE("mediaDevices"), OUTSIDE("permissions"), OUTSIDE("storage"),
	OUTSIDE("getBattery"), OUTSIDE("wakeLock"), OUTSIDE("credentials"), OUTSIDE("mediaSession"),
	EVL_TAG_ROW("Navigator"),
};
const struct evl_family evl_family_NAVIGATOR = {
	.name = "Navigator",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = evl_platform_illegal_constructor,
	.prototype = EVL_ROWS(navigator_row),
};

static bool get_navigator(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_from_object(
		evl_platform_new(realm, EVL_PLATFORM_PLAIN, sizeof(struct evl_platform), EVL_UNDEFINED, EVL_INTRINSIC_NAVIGATOR_PROTOTYPE));
	return true;
}

static const struct evl_row dialog_row[] = {
	EVL_OPERATION("alert", alert, 0),
	EVL_OPERATION("confirm", confirm, 0),
	EVL_OPERATION("prompt", prompt, 0),
	EVL_OPERATION("print", evl_give_undefined, 0),
	EVL_OPERATION("stop", evl_give_undefined, 0),
	EVL_OPERATION("focus", evl_give_undefined, 0),
	EVL_OPERATION("blur", evl_give_undefined, 0),
	EVL_OPERATION("scroll", evl_window_scroll, 0),
	EVL_OPERATION("scrollTo", evl_window_scroll, 0),
	EVL_OPERATION("scrollBy", evl_window_scroll, 0),
	EVL_MADE_ROW("navigator", get_navigator, EVL_ENUMERABLE | EVL_CONFIGURABLE),
	EVL_INTERFACE_ROW("Navigator", NAVIGATOR),
};
const struct evl_rows evl_page_dialog_rows = EVL_ROWS(dialog_row);
