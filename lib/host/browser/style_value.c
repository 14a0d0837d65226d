/* SPDX-License-Identifier: MIT */
/*
 * style_value.c - values of CSS declarations as the CSSOM writes them.
 *
 * A value is read token by token and written again: numbers with six digits, names in lower case, colors as rgb(), one blank
 * between the parts, ", " between the layers. What a property takes is told by the short table below; of properties that are
 * not in it any value is taken.
 */
#include "host/browser/style_value.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "host/browser/style_color.h"
#include "host/browser/style_part.h"
#include "value/unknown.h"

static const struct property {
	const char *name;
	unsigned char longhands; /* how many it stands for; itself: 1 */
} properties[] = {
#define EVL_PROPERTY(name, longhands) { name, longhands },
#include "host/browser/properties.def"
#undef EVL_PROPERTY
};

static const struct property *find_property(const char *name)
{
	size_t low = 0, high = sizeof properties / sizeof properties[0];
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = strcmp(properties[middle].name, name);
		if (order == 0)
			return &properties[middle];
		low = order < 0 ? middle + 1 : low;
		high = order < 0 ? high : middle;
	}
	return NULL;
}

bool evl_style_is_property(const char *name) { return find_property(name) != NULL; }

const char *evl_style_prefixed(const char *name)
{
	static const char *const known[][2] = {
#define EVL_PREFIXED(prefixed, named) { prefixed, named },
#include "host/browser/prefixed_properties.def"
#undef EVL_PREFIXED
	};
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (strcmp(known[i][0], name) == 0)
			return known[i][1];
	return NULL;
}

uint32_t evl_style_longhands(const char *name)
{
	const struct property *property = find_property(name);
	return property != NULL ? property->longhands : 1;
}

/* ----------------------------------------------------------- what properties take */

enum takes {
	TAKES_ANY,
	TAKES_COLOR,
	TAKES_LENGTHS, /* one, or up to `count` of them, or a keyword */
	TAKES_NUMBER,  /* or a keyword; a percentage too where `count` is 2 */
	TAKES_INTEGER,
	TAKES_WORDS,   /* keywords alone, up to `count` of them */
	TAKES_SHADOWS, /* layers of lengths and a color, which is written first */
	TAKES_NAMES,   /* names that keep their case */
};

struct rule {
	const char *name;
	unsigned char takes, count;
	bool negative;     /* lengths below zero as well */
	const char *words; /* keywords, each between blanks */
};

#define SIZES " auto min-content max-content fit-content -webkit-fill-available stretch "
#define LIMITS " none min-content max-content fit-content -webkit-fill-available stretch "
#define SIDES " none hidden dotted dashed solid double groove ridge inset outset "
#define WIDTHS " thin medium thick "
#define ALIGNED " normal stretch center start end self-start self-end flex-start flex-end left right baseline auto anchor-center "

static const char flows[] = " visible hidden scroll auto clip overlay "; /* of overflow: one for both directions, or two */

static const struct rule rules[] = {
	{ "width", TAKES_LENGTHS, 1, false, SIZES }, { "height", TAKES_LENGTHS, 1, false, SIZES },
	{ "min-width", TAKES_LENGTHS, 1, false, SIZES }, { "min-height", TAKES_LENGTHS, 1, false, SIZES },
	{ "max-width", TAKES_LENGTHS, 1, false, LIMITS }, { "max-height", TAKES_LENGTHS, 1, false, LIMITS },
	{ "top", TAKES_LENGTHS, 1, true, " auto " }, { "right", TAKES_LENGTHS, 1, true, " auto " },
	{ "bottom", TAKES_LENGTHS, 1, true, " auto " }, { "left", TAKES_LENGTHS, 1, true, " auto " },
	{ "inset", TAKES_LENGTHS, 4, true, " auto " }, { "margin", TAKES_LENGTHS, 4, true, " auto " },
	{ "margin-top", TAKES_LENGTHS, 1, true, " auto " }, { "margin-right", TAKES_LENGTHS, 1, true, " auto " },
	{ "margin-bottom", TAKES_LENGTHS, 1, true, " auto " }, { "margin-left", TAKES_LENGTHS, 1, true, " auto " },
	{ "padding", TAKES_LENGTHS, 4, false, "" }, { "padding-top", TAKES_LENGTHS, 1, false, "" },
	{ "padding-right", TAKES_LENGTHS, 1, false, "" }, { "padding-bottom", TAKES_LENGTHS, 1, false, "" },
	{ "padding-left", TAKES_LENGTHS, 1, false, "" }, { "gap", TAKES_LENGTHS, 2, false, " normal " },
	{ "row-gap", TAKES_LENGTHS, 1, false, " normal " }, { "column-gap", TAKES_LENGTHS, 1, false, " normal " },
	{ "letter-spacing", TAKES_LENGTHS, 1, true, " normal " }, { "word-spacing", TAKES_LENGTHS, 1, true, " normal " },
	{ "text-indent", TAKES_LENGTHS, 1, true, "" }, { "outline-offset", TAKES_LENGTHS, 1, true, "" },
	{ "flex-basis", TAKES_LENGTHS, 1, false, SIZES " content " },
	{ "border-width", TAKES_LENGTHS, 4, false, WIDTHS }, { "border-top-width", TAKES_LENGTHS, 1, false, WIDTHS },
	{ "border-right-width", TAKES_LENGTHS, 1, false, WIDTHS }, { "border-bottom-width", TAKES_LENGTHS, 1, false, WIDTHS },
	{ "border-left-width", TAKES_LENGTHS, 1, false, WIDTHS }, { "outline-width", TAKES_LENGTHS, 1, false, WIDTHS },
	{ "font-size", TAKES_LENGTHS, 1, false, " xx-small x-small small medium large x-large xx-large xxx-large larger smaller math " },
	{ "color", TAKES_COLOR, 1, false, "" }, { "background-color", TAKES_COLOR, 1, false, "" },
	{ "border-top-color", TAKES_COLOR, 1, false, "" }, { "border-right-color", TAKES_COLOR, 1, false, "" },
	{ "border-bottom-color", TAKES_COLOR, 1, false, "" }, { "border-left-color", TAKES_COLOR, 1, false, "" },
	{ "border-color", TAKES_COLOR, 4, false, "" }, { "outline-color", TAKES_COLOR, 1, false, " auto " },
	{ "caret-color", TAKES_COLOR, 1, false, " auto " }, { "accent-color", TAKES_COLOR, 1, false, " auto " },
	{ "text-decoration-color", TAKES_COLOR, 1, false, "" },
	{ "opacity", TAKES_NUMBER, 2, true, "" }, { "flex-grow", TAKES_NUMBER, 1, false, "" }, { "flex-shrink", TAKES_NUMBER, 1, false, "" },
	{ "z-index", TAKES_INTEGER, 1, true, " auto " }, { "order", TAKES_INTEGER, 1, true, "" },
	{ "font-weight", TAKES_NUMBER, 1, false, " normal bold bolder lighter " },
	{ "display", TAKES_WORDS, 2, false, " none block inline inline-block flex inline-flex grid inline-grid table inline-table table-row table-cell table-column "
					    "table-row-group table-header-group table-footer-group table-column-group table-caption list-item contents flow-root "
					    "flow ruby ruby-text math run-in -webkit-box -webkit-inline-box -webkit-flex -webkit-inline-flex " },
	{ "position", TAKES_WORDS, 1, false, " static relative absolute fixed sticky -webkit-sticky " },
	{ "visibility", TAKES_WORDS, 1, false, " visible hidden collapse " },
	{ "float", TAKES_WORDS, 1, false, " none left right inline-start inline-end " },
	{ "clear", TAKES_WORDS, 1, false, " none left right both inline-start inline-end " },
	{ "overflow", TAKES_WORDS, 2, false, flows }, { "overflow-x", TAKES_WORDS, 1, false, flows }, { "overflow-y", TAKES_WORDS, 1, false, flows },
	{ "text-align", TAKES_WORDS, 1, false, " left right center justify start end match-parent -webkit-center -webkit-left -webkit-right -webkit-auto " },
	{ "text-transform", TAKES_WORDS, 1, false, " none capitalize uppercase lowercase full-width full-size-kana math-auto " },
	{ "pointer-events", TAKES_WORDS, 1, false, " auto none all visible fill stroke painted visiblepainted visiblefill visiblestroke bounding-box " },
	{ "box-sizing", TAKES_WORDS, 1, false, " content-box border-box " },
	{ "flex-direction", TAKES_WORDS, 1, false, " row row-reverse column column-reverse " },
	{ "flex-wrap", TAKES_WORDS, 1, false, " nowrap wrap wrap-reverse balance " },
	{ "justify-content", TAKES_WORDS, 2, false, ALIGNED " space-between space-around space-evenly safe unsafe " },
	{ "align-items", TAKES_WORDS, 2, false, ALIGNED " first last safe unsafe " }, { "align-self", TAKES_WORDS, 2, false, ALIGNED " first last safe unsafe " },
	{ "object-fit", TAKES_WORDS, 1, false, " fill contain cover none scale-down " },
	{ "user-select", TAKES_WORDS, 1, false, " auto none text all contain " },
	{ "border-style", TAKES_WORDS, 4, false, SIDES }, { "border-top-style", TAKES_WORDS, 1, false, SIDES },
	{ "border-right-style", TAKES_WORDS, 1, false, SIDES }, { "border-bottom-style", TAKES_WORDS, 1, false, SIDES },
	{ "border-left-style", TAKES_WORDS, 1, false, SIDES }, { "border-collapse", TAKES_WORDS, 1, false, " collapse separate " },
	{ "resize", TAKES_WORDS, 1, false, " none both horizontal vertical block inline " },
	{ "direction", TAKES_WORDS, 1, false, " ltr rtl " }, { "table-layout", TAKES_WORDS, 1, false, " auto fixed " },
	{ "box-shadow", TAKES_SHADOWS, 1, true, "" }, { "text-shadow", TAKES_SHADOWS, 1, true, "" },
	{ "font-family", TAKES_NAMES, 1, false, "" }, { "font", TAKES_NAMES, 1, false, "" }, { "animation", TAKES_NAMES, 1, false, "" },
	{ "animation-name", TAKES_NAMES, 1, false, "" }, { "grid-area", TAKES_NAMES, 1, false, "" }, { "content", TAKES_NAMES, 1, false, "" },
	{ "grid-template-areas", TAKES_NAMES, 1, false, "" }, { "counter-reset", TAKES_NAMES, 1, false, "" },
	{ "counter-increment", TAKES_NAMES, 1, false, "" }, { "list-style-type", TAKES_NAMES, 1, false, "" },
	{ "view-transition-name", TAKES_NAMES, 1, false, "" }, { "will-change", TAKES_NAMES, 1, false, "" },
};

/* Others in which a number without a unit is a length where it is zero. */
static const char *const with_lengths[] = {
	"border", "border-top", "border-right", "border-bottom", "border-left", "border-radius", "border-top-left-radius", "border-top-right-radius",
	"border-bottom-left-radius", "border-bottom-right-radius", "border-spacing", "outline", "transform-origin", "perspective", "scroll-margin",
	"scroll-padding", "background-size", "object-position", "background-position", "vertical-align", "translate",
};

static const struct rule *find_rule(const char *name)
{
	for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
		if (strcmp(rules[i].name, name) == 0)
			return &rules[i];
	return NULL;
}

bool evl_style_is_color(const char *name)
{
	const struct rule *rule = find_rule(name);
	return rule != NULL && rule->takes == TAKES_COLOR && rule->count == 1;
}

static bool has_lengths(const char *name)
{
	for (size_t i = 0; i < sizeof with_lengths / sizeof with_lengths[0]; i++)
		if (strcmp(with_lengths[i], name) == 0)
			return true;
	return false;
}

/* ------------------------------------------------------------------------ parts */

enum { PARTS_MAX = 256, ROOM = 2 * 256 + 16, DEPTH_MAX = 16 };

struct reader {
	struct evl_realm *realm;
	const char *at;
	bool keeps_case, failed;
	int depth;
};

static bool is_blank(char c) { return c == ' ' || (c >= 9 && c <= 13); }
static bool is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || (unsigned char)c >= 128;
}

static char *copied(struct evl_realm *realm, const char *from, size_t length, bool lower)
{
	char *text = evl_arena_alloc(&realm->scratch, length + 1);
	for (size_t i = 0; i < length; i++)
		text[i] = lower && from[i] >= 'A' && from[i] <= 'Z' ? (char)(from[i] + 32) : from[i];
	text[length] = '\0';
	return text;
}

static char *number_text(struct evl_realm *realm, double number, const char *unit)
{
	char text[40];
	snprintf(text, sizeof text, "%.6g", number == 0 ? 0 : number);
	size_t length = strlen(text), more = strlen(unit);
	char *out = evl_arena_alloc(&realm->scratch, length + more + 1);
	memcpy(out, text, length);
	memcpy(out + length, unit, more + 1);
	return out;
}

static bool starts_number(const char *at)
{
	at += *at == '+' || *at == '-';
	at += *at == '.';
	return *at >= '0' && *at <= '9';
}

static struct evl_style_part read_number(struct reader *r)
{
	static const char lengths[] = " px em rem vh vw vmin vmax ch ex cm mm in pt pc q lh rlh cap ic svh svw lvh lvw dvh dvw vi vb cqw cqh ";
	char *end;
	struct evl_style_part part = { .kind = EVL_PART_NUMBER, .number = strtod(r->at, &end) };
	const char *unit = end;
	while (is_name_char(*end))
		end++;
	char *name = copied(r->realm, unit, (size_t)(end - unit), true);
	if (*end == '%' && *name == '\0') {
		part.kind = EVL_PART_PERCENT;
		name = copied(r->realm, "%", 1, false);
		end++;
	} else if (*name != '\0') {
		part.kind = evl_style_has_word(lengths, name) ? EVL_PART_LENGTH : evl_style_has_word(" deg rad grad turn ", name) ? EVL_PART_ANGLE : strcmp(name, "s") == 0 || strcmp(name, "ms") == 0 ? EVL_PART_TIME : EVL_PART_WORD;
	}
	part.text = number_text(r->realm, part.number, name);
	r->at = end;
	return part;
}

static struct evl_style_part read_text(struct reader *r)
{
	struct evl_buffer out;
	char quote = *r->at++;
	evl_buffer_init(&out);
	evl_buffer_append_text(&out, "\"");
	for (; *r->at != '\0' && *r->at != quote; r->at++) {
		if (*r->at == '\\' && r->at[1] != '\0')
			evl_buffer_append(&out, r->at++, 1);
		else if (*r->at == '"')
			evl_buffer_append_text(&out, "\\");
		evl_buffer_append(&out, r->at, 1);
	}
	r->at += *r->at == quote;
	evl_buffer_append_text(&out, "\"");
	struct evl_style_part part = { .kind = EVL_PART_TEXT, .text = copied(r->realm, out.bytes, out.length, false) };
	evl_buffer_release(&out);
	return part;
}

/* url(...): its address as a text, with or without quotes. */
static struct evl_style_part read_url(struct reader *r)
{
	r->at += strspn(r->at, " \t\r\n\f");
	struct evl_style_part text;
	if (*r->at == '"' || *r->at == '\'') {
		text = read_text(r);
		r->at += strspn(r->at, " \t\r\n\f");
	} else {
		size_t length = strcspn(r->at, ") \t\r\n\f\"'");
		char *quoted = evl_arena_alloc(&r->realm->scratch, length + 3);
		snprintf(quoted, length + 3, "\"%.*s\"", (int)length, r->at);
		text = (struct evl_style_part){ .text = quoted };
		r->at += length;
		r->at += strspn(r->at, " \t\r\n\f");
	}
	r->failed = r->failed || *r->at != ')';
	r->at += *r->at == ')';
	size_t size = strlen(text.text) + 6;
	char *out = evl_arena_alloc(&r->realm->scratch, size);
	snprintf(out, size, "url(%s)", text.text);
	return (struct evl_style_part){ .kind = EVL_PART_FUNCTION, .text = out };
}

static const char *read_parts(struct reader *r, const char *function);

/* A color written as a function, which ends at the parenthesis that belongs to it. */
static bool read_color_function(struct reader *r, const char *from, struct evl_style_part *part)
{
	struct evl_color color;
	const char *end = strchr(r->at, ')');
	if (end == NULL || !evl_color_read(copied(r->realm, from, (size_t)(end + 1 - from), true), &color))
		return false;
	char *text = evl_arena_alloc(&r->realm->scratch, EVL_COLOR_TEXT);
	evl_color_write(&color, text);
	*part = (struct evl_style_part){ .kind = EVL_PART_COLOR, .text = text };
	r->at = end + 1;
	return true;
}

/* Functions whose names are written with capitals. */
static const char *function_name(const char *lower)
{
	static const char *const names[] = { "translateX", "translateY", "translateZ", "scaleX", "scaleY", "scaleZ", "rotateX", "rotateY", "rotateZ", "skewX", "skewY" };
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		size_t k = 0;
		while (names[i][k] != '\0' && (names[i][k] | 32) == lower[k])
			k++;
		if (names[i][k] == '\0' && lower[k] == '\0')
			return names[i];
	}
	return lower;
}

static struct evl_style_part read_function(struct reader *r, const char *from, const char *name)
{
	struct evl_style_part part = { .kind = EVL_PART_FUNCTION };
	r->at++;
	if (strcmp(name, "url") == 0)
		return read_url(r);
	if ((strncmp(name, "rgb", 3) == 0 || strncmp(name, "hsl", 3) == 0) && read_color_function(r, from, &part))
		return part;
	if (++r->depth > DEPTH_MAX) {
		r->failed = true;
		return part;
	}
	const char *inner = read_parts(r, name);
	r->depth--;
	r->failed = r->failed || *r->at != ')';
	r->at += *r->at == ')';
	const char *written = function_name(name);
	size_t size = strlen(written) + strlen(inner) + 3;
	char *out = evl_arena_alloc(&r->realm->scratch, size);
	snprintf(out, size, "%s(%s)", written, inner);
	part.text = out;
	return part;
}

static struct evl_style_part read_word(struct reader *r)
{
	const char *from = r->at;
	while (is_name_char(*r->at) || (*r->at == '\\' && r->at[1] != '\0'))
		r->at += *r->at == '\\' ? 2 : 1;
	char *name = copied(r->realm, from, (size_t)(r->at - from), true);
	if (*r->at == '(')
		return read_function(r, from, name);
	static const char generic[] = " serif sans-serif monospace cursive fantasy system-ui none normal auto bold italic ";
	bool color = evl_color_is_name(name) || strcmp(name, "transparent") == 0 || strcmp(name, "currentcolor") == 0;
	bool keeps = r->keeps_case && !color && !evl_style_has_word(generic, name);
	return (struct evl_style_part){ .kind = color ? EVL_PART_COLOR : EVL_PART_WORD, .text = keeps ? copied(r->realm, from, (size_t)(r->at - from), false) : name };
}

static struct evl_style_part read_hash(struct reader *r)
{
	struct evl_color color;
	const char *from = r->at++;
	while (is_name_char(*r->at))
		r->at++;
	char *text = copied(r->realm, from, (size_t)(r->at - from), false);
	if (!evl_color_read(text, &color))
		return (struct evl_style_part){ .kind = EVL_PART_WORD, .text = text };
	char *out = evl_arena_alloc(&r->realm->scratch, EVL_COLOR_TEXT);
	evl_color_write(&color, out);
	return (struct evl_style_part){ .kind = EVL_PART_COLOR, .text = out };
}

static struct evl_style_part read_part(struct reader *r)
{
	if (starts_number(r->at))
		return read_number(r);
	if (*r->at == '"' || *r->at == '\'')
		return read_text(r);
	if (*r->at == '#')
		return read_hash(r);
	if (is_name_char(*r->at) || *r->at == '\\')
		return read_word(r);
	char mark = *r->at++;
	return (struct evl_style_part){ .kind = EVL_PART_MARK, .text = copied(r->realm, &mark, 1, false), .mark = mark };
}

/* A zero without a unit, as an argument of this function. */
static const char *zero_of(const char *function, const char *text)
{
	if (strncmp(function, "translate", 9) == 0 || strcmp(function, "blur") == 0 || strcmp(function, "perspective") == 0 ||
	    strcmp(function, "drop-shadow") == 0 || strcmp(function, "inset") == 0 || strcmp(function, "polygon") == 0)
		return "0px";
	return (strncmp(function, "rotate", 6) == 0 && strcmp(function, "rotate3d") != 0) || strncmp(function, "skew", 4) == 0 ? "0deg" : text;
}

/* Writes a part behind another: blanks between parts, ", " after a comma, " / " for a slash. */
static void append_part(struct evl_buffer *out, const struct evl_style_part *part, const struct evl_style_part *before)
{
	bool tight = before == NULL || (part->kind == EVL_PART_MARK && part->mark == ',');
	if (!tight)
		evl_buffer_append_text(out, " ");
	evl_buffer_append_text(out, part->text);
}

/* The arguments of a function up to its parenthesis. */
static const char *read_parts(struct reader *r, const char *function)
{
	struct evl_buffer out;
	struct evl_style_part before = { 0 }, part;
	bool any = false;
	evl_buffer_init(&out);
	for (;;) {
		while (is_blank(*r->at))
			r->at++;
		if (*r->at == '\0' || *r->at == ')' || r->failed)
			break;
		part = read_part(r);
		if (part.kind == EVL_PART_NUMBER && part.number == 0)
			part.text = zero_of(function, part.text);
		if (part.text == NULL)
			break;
		append_part(&out, &part, any ? &before : NULL);
		before = part;
		any = true;
	}
	const char *text = copied(r->realm, out.bytes != NULL ? out.bytes : "", out.length, false);
	evl_buffer_release(&out);
	return text;
}

/* ------------------------------------------------------------------- whole values */

static bool is_global(const char *word) { return evl_style_has_word(" inherit initial unset revert revert-layer ", word); }

/* A function that may give a length or a number. */
static bool is_calculation(const char *text)
{
	return strncmp(text, "calc(", 5) == 0 || strncmp(text, "min(", 4) == 0 || strncmp(text, "max(", 4) == 0 || strncmp(text, "clamp(", 6) == 0 ||
	       strncmp(text, "fit-content(", 12) == 0 || strncmp(text, "anchor", 6) == 0 || strncmp(text, "calc-size(", 10) == 0;
}

static bool takes_length(const struct rule *rule, struct evl_style_part *part)
{
	if (part->kind == EVL_PART_NUMBER && part->number == 0) {
		part->text = "0px";
		return true;
	}
	if (part->kind == EVL_PART_LENGTH || part->kind == EVL_PART_PERCENT)
		return rule->negative || part->number >= 0;
	return (part->kind == EVL_PART_WORD && evl_style_has_word(rule->words, part->text)) || (part->kind == EVL_PART_FUNCTION && is_calculation(part->text));
}

static bool takes_number(struct evl_realm *realm, const struct rule *rule, struct evl_style_part *part)
{
	if (part->kind == EVL_PART_PERCENT && rule->count == 2) {
		part->text = number_text(realm, part->number / 100, "");
		return true;
	}
	if (part->kind == EVL_PART_NUMBER)
		return rule->negative || part->number >= 0;
	return (part->kind == EVL_PART_WORD && evl_style_has_word(rule->words, part->text)) || (part->kind == EVL_PART_FUNCTION && is_calculation(part->text));
}

static bool takes_integer(const struct rule *rule, const struct evl_style_part *part)
{
	if (part->kind == EVL_PART_NUMBER)
		return part->text[strcspn(part->text, ".e")] == '\0';
	return (part->kind == EVL_PART_WORD && evl_style_has_word(rule->words, part->text)) || (part->kind == EVL_PART_FUNCTION && is_calculation(part->text));
}

/* System colors, and functions of colors that are not worked out here. */
static bool is_other_color(const struct evl_style_part *part)
{
	static const char words[] = " canvas canvastext linktext visitedtext activetext buttonface buttontext buttonborder field fieldtext highlight "
				    "highlighttext selecteditem selecteditemtext mark marktext graytext accentcolor accentcolortext -webkit-link ";
	static const char *const functions[] = { "oklch(", "oklab(", "lab(", "lch(", "hwb(", "color(", "color-mix(", "light-dark(", "rgb(", "hsl(" };
	if (part->kind == EVL_PART_WORD)
		return evl_style_has_word(words, part->text);
	for (size_t i = 0; part->kind == EVL_PART_FUNCTION && i < sizeof functions / sizeof functions[0]; i++)
		if (strncmp(part->text, functions[i], strlen(functions[i])) == 0)
			return true;
	return false;
}

static bool takes_part(struct evl_realm *realm, const struct rule *rule, struct evl_style_part *part)
{
	switch ((enum takes)rule->takes) {
	case TAKES_COLOR:
		return part->kind == EVL_PART_COLOR || is_other_color(part) || (part->kind == EVL_PART_WORD && evl_style_has_word(rule->words, part->text));
	case TAKES_LENGTHS:
		return takes_length(rule, part);
	case TAKES_NUMBER:
		return takes_number(realm, rule, part);
	case TAKES_INTEGER:
		return takes_integer(rule, part);
	case TAKES_WORDS:
		return part->kind == EVL_PART_WORD && evl_style_has_word(rule->words, part->text);
	case TAKES_SHADOWS:
		if (part->kind == EVL_PART_NUMBER && part->number == 0)
			part->text = "0px";
		return part->kind != EVL_PART_NUMBER || part->number == 0;
	case TAKES_ANY:
	case TAKES_NAMES:
		break;
	}
	return true;
}

static void move_part(struct evl_style_part *parts, size_t from, size_t to)
{
	struct evl_style_part part = parts[from];
	if (from < to)
		memmove(parts + from, parts + from + 1, (to - from) * sizeof *parts);
	else
		memmove(parts + to + 1, parts + to, (from - to) * sizeof *parts);
	parts[to] = part;
}

/* The color of each layer of shadows is written first, `inset` last. */
static void order_shadows(struct evl_style_part *parts, size_t count)
{
	for (size_t from = 0, to; from < count; from = to + 1) {
		for (to = from; to < count && parts[to].mark != ','; to++)
			continue;
		for (size_t i = from + 1; i < to; i++)
			if (parts[i].kind == EVL_PART_COLOR)
				move_part(parts, i, from);
		for (size_t i = from; i + 1 < to; i++)
			if (parts[i].kind == EVL_PART_WORD && strcmp(parts[i].text, "inset") == 0)
				move_part(parts, i, to - 1);
	}
}

/* Margins and the like: "1px 1px 1px 1px" is written "1px". */
static size_t collapse_sides(const struct evl_style_part *parts, size_t count)
{
	if (count == 4 && strcmp(parts[3].text, parts[1].text) == 0)
		count = 3;
	if (count == 3 && strcmp(parts[2].text, parts[0].text) == 0)
		count = 2;
	return count == 2 && strcmp(parts[1].text, parts[0].text) == 0 ? 1 : count;
}

/* The radii of corners: horizontal ones, and behind a slash vertical ones. How many parts are left. */
static size_t collapse_radii(struct evl_style_part *parts, size_t count)
{
	size_t slash = 0;
	while (slash < count && parts[slash].mark != '/')
		slash++;
	size_t left = collapse_sides(parts, slash), behind = slash < count ? 1 + collapse_sides(parts + slash + 1, count - slash - 1) : 0;
	memmove(parts + left, parts + slash, behind * sizeof *parts);
	return left + behind;
}

/* Names of fonts that are one word need no quotes. */
static void unquote_names(struct evl_realm *realm, struct evl_style_part *parts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *text = parts[i].text;
		size_t length = strlen(text);
		bool plain = parts[i].kind == EVL_PART_TEXT && length > 2 && (text[1] < '0' || text[1] > '9') && text[1] != '-';
		for (size_t k = 1; k + 1 < length && plain; k++)
			plain = is_name_char(text[k]);
		if (plain)
			parts[i].text = copied(realm, text + 1, length - 2, false);
	}
}

static const char *joined(struct evl_realm *realm, const struct evl_style_part *parts, size_t count)
{
	struct evl_buffer out;
	evl_buffer_init(&out);
	for (size_t i = 0; i < count; i++)
		append_part(&out, &parts[i], i == 0 ? NULL : &parts[i - 1]);
	const char *text = copied(realm, out.bytes != NULL ? out.bytes : "", out.length, false);
	evl_buffer_release(&out);
	return text;
}

const char *evl_style_value(struct evl_realm *realm, const char *name, const char *value)
{
	const struct rule *rule = find_rule(name);
	struct reader r = { .realm = realm, .at = value, .keeps_case = rule != NULL && rule->takes == TAKES_NAMES };
	/* What is put in later, or comes from outside, stays as it is written. */
	if (strncmp(name, "--", 2) == 0 || strstr(value, evl_unknown_opening) != NULL || strstr(value, "var(") != NULL || strstr(value, "env(") != NULL || strstr(value, "attr(") != NULL)
		return value;
	struct evl_style_part parts[ROOM];
	size_t count = 0;
	for (;;) {
		while (is_blank(*r.at))
			r.at++;
		if (*r.at == '\0' || count == PARTS_MAX || r.failed)
			break;
		parts[count] = read_part(&r);
		if (parts[count].text == NULL || parts[count].mark == ')' || parts[count].mark == ';' || parts[count].mark == '!')
			return NULL;
		if (parts[count].kind == EVL_PART_NUMBER && parts[count].number == 0 && has_lengths(name))
			parts[count].text = "0px";
		count++;
	}
	if (count == 0 || r.failed)
		return NULL;
	if (count == PARTS_MAX)
		return value;
	if (count == 1 && parts[0].kind == EVL_PART_WORD && is_global(parts[0].text))
		return parts[0].text;
	if (strncmp(name, "font", 4) == 0)
		unquote_names(realm, parts, count);
	if (strcmp(name, "border-radius") == 0)
		return joined(realm, parts, collapse_radii(parts, count));
	if (rule == NULL || rule->takes == TAKES_NAMES) {
		evl_style_shorthand(realm, name, parts, &count);
		return joined(realm, parts, count);
	}
	if (rule->takes != TAKES_SHADOWS && count > (rule->takes == TAKES_NUMBER ? 1 : rule->count))
		return NULL;
	for (size_t i = 0; i < count; i++)
		if (!takes_part(realm, rule, &parts[i]))
			return NULL;
	if (rule->takes == TAKES_SHADOWS)
		order_shadows(parts, count);
	bool sides = rule->takes == TAKES_LENGTHS || rule->takes == TAKES_COLOR || (rule->takes == TAKES_WORDS && (rule->count == 4 || rule->words == flows));
	return joined(realm, parts, sides ? collapse_sides(parts, count) : count);
}
