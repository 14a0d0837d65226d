/* SPDX-License-Identifier: MIT */
/*
 * quirks.c - the public and system identifiers of old pages.
 */
#include "host/browser/html/quirks.h"

/* Public identifiers that begin so. */
static const char *const old[] = {
	"+//silmaril//dtd html pro v0r11 19970101//", "-//as//dtd html 3.0 aswedit + extensions//", "-//advasoft ltd//dtd html 3.0 aswedit + extensions//",
	"-//ietf//dtd html 2.0 level 1//", "-//ietf//dtd html 2.0 level 2//", "-//ietf//dtd html 2.0 strict level 1//",
	"-//ietf//dtd html 2.0 strict level 2//", "-//ietf//dtd html 2.0 strict//", "-//ietf//dtd html 2.0//", "-//ietf//dtd html 2.1e//",
	"-//ietf//dtd html 3.0//", "-//ietf//dtd html 3.2 final//", "-//ietf//dtd html 3.2//", "-//ietf//dtd html 3//",
	"-//ietf//dtd html level 0//", "-//ietf//dtd html level 1//", "-//ietf//dtd html level 2//", "-//ietf//dtd html level 3//",
	"-//ietf//dtd html strict level 0//", "-//ietf//dtd html strict level 1//", "-//ietf//dtd html strict level 2//",
	"-//ietf//dtd html strict level 3//", "-//ietf//dtd html strict//", "-//ietf//dtd html//", "-//metrius//dtd metrius presentational//",
	"-//microsoft//dtd internet explorer 2.0 html strict//", "-//microsoft//dtd internet explorer 2.0 html//",
	"-//microsoft//dtd internet explorer 2.0 tables//", "-//microsoft//dtd internet explorer 3.0 html strict//",
	"-//microsoft//dtd internet explorer 3.0 html//", "-//microsoft//dtd internet explorer 3.0 tables//",
	"-//netscape comm. corp.//dtd html//", "-//netscape comm. corp.//dtd strict html//", "-//o'reilly and associates//dtd html 2.0//",
	"-//o'reilly and associates//dtd html extended 1.0//", "-//o'reilly and associates//dtd html extended relaxed 1.0//",
	"-//sq//dtd html 2.0 hotmetal + extensions//", "-//softquad software//dtd hotmetal pro 6.0::19990601::extensions to html 4.0//",
	"-//softquad//dtd hotmetal pro 4.0::19971010::extensions to html 4.0//", "-//spyglass//dtd html 2.0 extended//",
	"-//sun microsystems corp.//dtd hotjava html//", "-//sun microsystems corp.//dtd hotjava strict html//",
	"-//w3c//dtd html 3 1995-03-24//", "-//w3c//dtd html 3.2 draft//", "-//w3c//dtd html 3.2 final//", "-//w3c//dtd html 3.2//",
	"-//w3c//dtd html 3.2s draft//", "-//w3c//dtd html 4.0 frameset//", "-//w3c//dtd html 4.0 transitional//",
	"-//w3c//dtd html experimental 19960712//", "-//w3c//dtd html experimental 970421//", "-//w3c//dtd w3 html//", "-//w3o//dtd w3 html 3.0//",
	"-//webtechs//dtd mozilla html 2.0//", "-//webtechs//dtd mozilla html//",
};

/* Does the name begin with the text, or (`whole`) is it the same, whatever the case of its letters? */
static bool is_text(struct evl_realm *realm, evl_name name, const char *lower, bool whole)
{
	const struct evl_name_entry *entry = evl_names_entry(realm->names, name);
	uint32_t i = 0;
	for (; lower[i] != '\0'; i++) {
		uint32_t unit = i < entry->length ? entry->units[i] : 0;
		if ((unit >= 'A' && unit <= 'Z' ? unit + 32 : unit) != (unsigned char)lower[i])
			return false;
	}
	return !whole || i == entry->length;
}

static bool is_full(struct evl_realm *realm, const struct evl_html_token *doctype)
{
	if (doctype->force_quirks || !is_text(realm, doctype->name, "html", true))
		return true;
	if (doctype->has_system && is_text(realm, doctype->system_id, "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd", true))
		return true;
	if (!doctype->has_public)
		return false;
	evl_name id = doctype->public_id;
	for (size_t i = 0; i < sizeof old / sizeof old[0]; i++)
		if (is_text(realm, id, old[i], false))
			return true;
	bool html4 = is_text(realm, id, "-//w3c//dtd html 4.01 frameset//", false) || is_text(realm, id, "-//w3c//dtd html 4.01 transitional//", false);
	return (html4 && !doctype->has_system) || is_text(realm, id, "-//w3o//dtd w3 html strict 3.0//en//", true) ||
	       is_text(realm, id, "-/w3c/dtd html 4.0 transitional/en", true) || is_text(realm, id, "html", true);
}

int evl_html_quirks(struct evl_realm *realm, const struct evl_html_token *doctype)
{
	evl_name id = doctype->public_id;
	if (is_full(realm, doctype))
		return EVL_QUIRKS_FULL;
	if (!doctype->has_public)
		return EVL_QUIRKS_NONE;
	bool html4 = is_text(realm, id, "-//w3c//dtd html 4.01 frameset//", false) || is_text(realm, id, "-//w3c//dtd html 4.01 transitional//", false);
	bool xhtml = is_text(realm, id, "-//w3c//dtd xhtml 1.0 frameset//", false) || is_text(realm, id, "-//w3c//dtd xhtml 1.0 transitional//", false);
	return html4 || xhtml ? EVL_QUIRKS_LIMITED : EVL_QUIRKS_NONE;
}
