/* SPDX-License-Identifier: MIT */
/*
 * cookies.c - document.cookie: a cookie's text is parsed as RFC 6265 (bis) says, kept by name and path, and told in the order of its making.
 * Cookies of servers are not modelled: none comes from an answer and none is sent.
 */
#include "host/browser/cookies.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/calendar.h"
#include "base/diag.h"
#include "builtins/clock.h"
#include "host/browser/dom.h"
#include "host/browser/partial_text.h"
#include "value/convert.h"

struct evl_cookie {
	struct evl_cookie *next; /* made later */
	const char *name, *value; /* name "": a cookie without one */
	const char *path;         /* NULL: that of the page */
	double expires;           /* milliseconds since the epoch; INFINITY: with the session */
};

enum { PAIR_MAX = 4096, ATTRIBUTE_MAX = 1024 }; /* bytes */

/* A piece of the text, blanks around it left out. */
struct piece {
	const char *at;
	size_t length;
};

struct asked {
	struct evl_cookie cookie;
	struct piece domain, same_site;
	bool has_age, secure, http_only, partitioned;
};

static struct piece piece(const char *from, const char *to)
{
	while (from < to && (*from == ' ' || *from == '\t'))
		from++;
	while (to > from && (to[-1] == ' ' || to[-1] == '\t'))
		to--;
	return (struct piece){ from, (size_t)(to - from) };
}

/* The same bytes, whatever the case of their letters? */
static bool is_same(const char *a, const char *b, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (a[i] != b[i] && !(evl_is_letter(a[i]) && evl_is_letter(b[i]) && (a[i] | 0x20) == (b[i] | 0x20)))
			return false;
	return true;
}

static bool is_word(struct piece p, const char *word) { return p.length == strlen(word) && is_same(p.at, word, p.length); }

static bool begins(const char *text, const char *prefix)
{
	return strlen(text) >= strlen(prefix) && is_same(text, prefix, strlen(prefix));
}

static const char *kept(struct evl_realm *realm, struct piece p)
{
	char *copy = evl_arena_alloc(&realm->scratch, p.length + 1);
	memcpy(copy, p.at, p.length);
	copy[p.length] = '\0';
	return copy;
}

/* ------------------------------------------------------------------- dates */

/* RFC 6265, 5.1.1: what stands between the parts of a cookie's date. */
static bool is_delimiter(unsigned char c)
{
	return c == '\t' || (c >= 0x20 && c <= 0x2F) || (c >= 0x3B && c <= 0x40) || (c >= 0x5B && c <= 0x60) || (c >= 0x7B && c <= 0x7E);
}

/* A number of at most `most` digits, not followed by another; *rest: what follows. -1: there is none. */
static int number(const char *text, const char *end, size_t most, const char **rest)
{
	int value = 0;
	size_t n = 0;
	for (; text + n < end && evl_is_digit(text[n]); n++)
		value = n < most ? value * 10 + (text[n] - '0') : value;
	*rest = text + n;
	return n == 0 || n > most ? -1 : value;
}

/* Hours, minutes and seconds; out[] stays as it is where the text is no time of day. */
static bool read_time(const char *text, const char *end, int out[3])
{
	int parts[3];
	for (int i = 0; i < 3; i++) {
		parts[i] = number(text, end, 2, &text);
		if (parts[i] < 0 || (i < 2 && (text == end || *text++ != ':')))
			return false;
	}
	memcpy(out, parts, sizeof parts);
	return true;
}

static int month_of(const char *text, const char *end)
{
	static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
	for (int i = 0; end - text >= 3 && i < 12; i++)
		if (is_same(text, names + (ptrdiff_t)3 * i, 3))
			return i;
	return -1;
}

/* RFC 6265, 5.1.1, in milliseconds; NAN: it is no date. */
static double read_date(struct piece p)
{
	int time[3] = { -1, -1, -1 }, day = -1, month = -1, year = -1;
	const char *end = p.at + p.length, *rest;
	for (const char *at = p.at; at < end;) {
		while (at < end && is_delimiter((unsigned char)*at))
			at++;
		const char *stop = at;
		while (stop < end && !is_delimiter((unsigned char)*stop))
			stop++;
		int few = number(at, stop, 2, &rest), many = number(at, stop, 4, &rest);
		if (time[0] < 0 && read_time(at, stop, time))
			;
		else if (day < 0 && few >= 0)
			day = few;
		else if (month < 0 && month_of(at, stop) >= 0)
			month = month_of(at, stop);
		else if (year < 0 && many >= 0 && rest - at >= 2)
			year = many;
		at = stop;
	}
	if (year >= 0 && year < 100)
		year += year < 70 ? 2000 : 1900;
	if (time[0] < 0 || time[0] > 23 || time[1] > 59 || time[2] > 59 || month < 0 || year < 0 || day < 1 || day > evl_days_in_month(year, month))
		return NAN;
	return evl_make_date((double)evl_day_number(year, month, day), evl_make_time(time[0], time[1], time[2], 0));
}

/* Max-Age: a whole number of seconds. *out, in milliseconds since the epoch, stays as it is where the text is none. */
static bool read_age(struct evl_realm *realm, struct piece p, double *out)
{
	size_t sign = p.length != 0 && (p.at[0] == '-' || p.at[0] == '+'), i = sign;
	double seconds = 0;
	for (; i < p.length && evl_is_digit(p.at[i]); i++)
		seconds = seconds * 10 + (p.at[i] - '0');
	if (i == sign || i < p.length)
		return false;
	*out = seconds == 0 || p.at[0] == '-' ? -INFINITY : evl_clock_read_ms(realm) + seconds * 1000;
	return true;
}

/* ----------------------------------------------------------------- parsing */

static void read_attribute(struct evl_realm *realm, struct asked *asked, struct piece name, struct piece value)
{
	double date;
	if (value.length > ATTRIBUTE_MAX)
		return;
	if (is_word(name, "max-age"))
		asked->has_age = read_age(realm, value, &asked->cookie.expires) || asked->has_age;
	else if (is_word(name, "expires") && !asked->has_age && !isnan(date = read_date(value)))
		asked->cookie.expires = date;
	else if (is_word(name, "path"))
		asked->cookie.path = value.length != 0 && value.at[0] == '/' ? kept(realm, value) : NULL;
	else if (is_word(name, "domain"))
		asked->domain = value;
	else if (is_word(name, "samesite"))
		asked->same_site = value;
	asked->secure = asked->secure || is_word(name, "secure");
	asked->http_only = asked->http_only || is_word(name, "httponly");
	asked->partitioned = asked->partitioned || is_word(name, "partitioned");
}

/* The parts of "name=value; attribute=value; ..."; false: it is no cookie. */
static bool read_cookie(struct evl_realm *realm, const char *text, struct asked *asked)
{
	for (const char *at = text; *at != '\0'; at++)
		if (((unsigned char)*at < 0x20 && *at != '\t') || *at == 0x7F)
			return false;
	const char *end = strchr(text, ';');
	const char *stop = end != NULL ? end : text + strlen(text), *equals = memchr(text, '=', (size_t)(stop - text));
	struct piece name = equals != NULL ? piece(text, equals) : piece(text, text);
	struct piece value = piece(equals != NULL ? equals + 1 : text, stop);
	*asked = (struct asked){ .cookie = { .name = kept(realm, name), .value = kept(realm, value), .expires = INFINITY } };
	if (name.length + value.length == 0 || name.length + value.length > PAIR_MAX || memchr(name.at, '\t', name.length) != NULL ||
	    memchr(value.at, '\t', value.length) != NULL)
		return false;
	while (end != NULL) {
		const char *from = end + 1;
		end = strchr(from, ';');
		stop = end != NULL ? end : from + strlen(from);
		equals = memchr(from, '=', (size_t)(stop - from));
		read_attribute(realm, asked, piece(from, equals != NULL ? equals : stop), equals != NULL ? piece(equals + 1, stop) : piece(stop, stop));
	}
	return true;
}

/* ----------------------------------------------------------------- keeping */

/* A part of the address from which the page was loaded. */
static bool address_part(struct evl_realm *realm, const char *name, const char **out)
{
	const char *address = evl_page_loaded_from(realm);
	evl_value part;
	if (!evl_page_address_part(realm, evl_string_from_utf8(realm, address, strlen(address)), name, &part))
		return false;
	*out = evl_string_utf8(realm, evl_as_string(part));
	return true;
}

/* RFC 6265, 5.1.3: is the page's host in the domain? */
static bool is_in_domain(const char *host, struct piece domain)
{
	if (domain.length != 0 && domain.at[0] == '.') {
		domain.at++;
		domain.length--;
	}
	size_t length = strlen(host);
	return domain.length != 0 && length >= domain.length && is_same(host + length - domain.length, domain.at, domain.length) &&
	       (length == domain.length || host[length - domain.length - 1] == '.');
}

/* Would a browser take it? *takes; false: the run halts. */
static bool is_taken(struct evl_realm *realm, const struct asked *asked, bool *takes)
{
	const char *host = "", *scheme = "";
	const struct evl_cookie *cookie = &asked->cookie;
	bool needs_host = begins(cookie->name, "__host-"), needs_secure = needs_host || begins(cookie->name, "__secure-");
	bool same_site_none = is_word(asked->same_site, "none");
	*takes = !asked->http_only && (asked->secure || !(needs_secure || same_site_none || asked->partitioned)) &&
		 !(needs_host && (asked->domain.length != 0 || cookie->path == NULL || strcmp(cookie->path, "/") != 0)) &&
		 !(cookie->name[0] == '\0' && (begins(cookie->value, "__host-") || begins(cookie->value, "__secure-")));
	if (!*takes)
		return true;
	if (asked->partitioned)
		return evl_not_covered(realm, "partitioned cookies");
	if ((asked->domain.length != 0 || asked->secure) && (!address_part(realm, "hostname", &host) || !address_part(realm, "protocol", &scheme)))
		return false;
	if (asked->domain.length != 0 && !is_in_domain(host, asked->domain))
		*takes = false;
	else if (asked->secure && strcmp(scheme, "https:") != 0 && strcmp(host, "localhost") != 0 && strcmp(host, "127.0.0.1") != 0)
		*takes = false;
	return true;
}

/* The path of a cookie; RFC 6265, 5.1.4: of one that says none the folder of the page. False: the run halts. */
static bool path_of(struct evl_realm *realm, const struct evl_cookie *cookie, struct piece *out)
{
	const char *path = cookie->path;
	if (path != NULL) {
		*out = (struct piece){ path, strlen(path) };
		return true;
	}
	if (!address_part(realm, "pathname", &path))
		return false;
	const char *last = strrchr(path, '/');
	*out = last == NULL || last == path ? (struct piece){ "/", 1 } : (struct piece){ path, (size_t)(last - path) };
	return true;
}

/* Are they one cookie? False: the run halts. */
static bool compare(struct evl_realm *realm, const struct evl_cookie *a, const struct evl_cookie *b, bool *same)
{
	struct piece x, y;
	*same = strcmp(a->name, b->name) == 0;
	if (!*same || (a->path == NULL && b->path == NULL))
		return true;
	if (!path_of(realm, a, &x) || !path_of(realm, b, &y))
		return false;
	*same = x.length == y.length && memcmp(x.at, y.at, x.length) == 0;
	return true;
}

/* Is it one of this page's? RFC 6265, 5.1.4. False: the run halts. */
static bool is_of_page(struct evl_realm *realm, const struct evl_cookie *cookie, bool *is)
{
	const char *path;
	*is = cookie->path == NULL || strcmp(cookie->path, "/") == 0;
	if (*is)
		return true;
	if (!address_part(realm, "pathname", &path))
		return false;
	size_t length = strlen(cookie->path);
	*is = strncmp(path, cookie->path, length) == 0 && (cookie->path[length - 1] == '/' || path[length] == '/' || path[length] == '\0');
	return true;
}

/* Without zero bytes and halves of surrogate pairs, which no cookie has? */
static bool is_text(struct evl_realm *realm, struct evl_string *text)
{
	const uint16_t *units = evl_string_units(realm, text);
	for (uint32_t i = 0; units != NULL && i < text->length; i++) {
		bool pair = units[i] >= 0xD800 && units[i] < 0xDC00 && i + 1 < text->length && units[i + 1] >= 0xDC00 && units[i + 1] < 0xE000;
		if (units[i] == 0 || (units[i] >= 0xD800 && units[i] < 0xE000 && !pair))
			return false;
		i += pair;
	}
	return units != NULL;
}

bool evl_cookies_set(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text;
	struct asked asked;
	bool takes, same;
	struct evl_dom_node *document = evl_node_receiver(realm, args, EVL_DOM_DOCUMENT);
	*result = EVL_UNDEFINED;
	if (document == NULL || !evl_partial_text(realm, evl_arg(args, 0), &text))
		return false;
	const char *bytes = evl_string_utf8(realm, text);
	if (document->owner != NULL || !is_text(realm, text) || !read_cookie(realm, bytes, &asked))
		return realm->halt == EVL_STATUS_OK;
	if (!is_taken(realm, &asked, &takes) || !takes)
		return realm->halt == EVL_STATUS_OK;
	struct evl_cookie *cookie = evl_arena_alloc(&realm->scratch, sizeof *cookie);
	*cookie = asked.cookie;
	bool gone = cookie->expires <= evl_clock_read_ms(realm);
	for (struct evl_cookie **at = &evl_page(realm)->cookies;; at = &(*at)->next) {
		if (*at == NULL) {
			*at = gone ? NULL : cookie;
			return true;
		}
		if (!compare(realm, *at, cookie, &same))
			return false;
		if (!same)
			continue;
		/* One that says the same keeps its place; another one is made anew. */
		if (!gone && strcmp((*at)->value, cookie->value) == 0) {
			(*at)->expires = cookie->expires;
			return true;
		}
		*at = (*at)->next;
		while (*at != NULL)
			at = &(*at)->next;
		*at = gone ? NULL : cookie;
		return true;
	}
}

/* The length of the path in front of which those with a longer one stand. */
static size_t path_length(const struct evl_cookie *cookie) { return cookie->path != NULL ? strlen(cookie->path) : 1; }

bool evl_cookies_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *document = evl_node_receiver(realm, args, EVL_DOM_DOCUMENT);
	const double now = evl_page(realm)->cookies != NULL ? evl_clock_read_ms(realm) : 0;
	struct evl_buffer out;
	size_t longest = 0;
	bool is = false;
	*result = EVL_UNDEFINED;
	if (document == NULL)
		return false;
	for (struct evl_cookie *c = evl_page(realm)->cookies; c != NULL; c = c->next)
		longest = path_length(c) > longest ? path_length(c) : longest;
	evl_buffer_init(&out);
	for (size_t length = document->owner == NULL ? longest : 0; length > 0; length--) {
		for (struct evl_cookie *c = evl_page(realm)->cookies; c != NULL && realm->halt == EVL_STATUS_OK; c = c->next)
			if (path_length(c) == length && c->expires > now && is_of_page(realm, c, &is) && is)
				evl_buffer_printf(&out, "%s%s%s%s", out.length != 0 ? "; " : "", c->name, c->name[0] != '\0' ? "=" : "", c->value);
	}
	struct evl_string *text = realm->halt == EVL_STATUS_OK ? evl_string_from_utf8(realm, out.bytes, out.length) : NULL;
	evl_buffer_release(&out);
	*result = text != NULL ? evl_string_value(text) : EVL_UNDEFINED;
	return text != NULL;
}
