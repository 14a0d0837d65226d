/*
 * json_parse.c - JSON.parse, with V8's messages.
 *
 * Containers are kept on a stack of their own, not on C's, so that nesting is
 * bounded by memory only, as in V8. The function itself, with its reviver, is in json_revive.c.
 */
#include "builtins/json.h"

#include <stdio.h>

#include "base/ascii.h"
#include "base/number_text.h"
#include "builtins/args.h"
#include "value/convert.h"

struct container {
	struct evl_object *object;
	struct evl_json_node *node; /* when recording */
	bool is_array;
	evl_key key; /* of the property whose value comes next */
};

struct parser {
	struct evl_realm *realm;
	struct evl_string *source;
	const uint16_t *units;
	uint32_t length;
	uint32_t at;
	struct container *stack; /* in scratch memory */
	uint32_t depth, capacity;
	uint16_t *text;          /* of the string being read, in scratch memory */
	uint32_t text_capacity;
	bool record;                 /* keep nodes */
	struct evl_json_node *node; /* of the value that was read last */
};

/* Recent V8s also tell line and column. */
static bool fail_at(struct parser *p, enum evl_message message)
{
	char place[64] = "";
	if (p->realm->v8 >= EVL_V8_12) {
		unsigned line = 1, column = 1;
		for (uint32_t i = 0; i < p->at && i < p->length; i++) {
			bool ends = p->units[i] == '\n' || (p->units[i] == '\r' && (i + 1 == p->length || p->units[i + 1] != '\n'));
			line += ends;
			column = ends ? 1 : column + 1;
		}
		snprintf(place, sizeof place, " (line %u column %u)", line, column);
	}
	return evl_throw_message(p->realm, message, (unsigned)p->at, place);
}

static const char *slice_utf8(struct parser *p, uint32_t from, uint32_t to)
{
	struct evl_string *s = evl_string_new(p->realm, p->units + from, to - from);
	return s != NULL ? evl_string_utf8(p->realm, s) : "";
}

static bool source_is(const struct parser *p, const char *word)
{
	uint32_t i = 0;
	for (; i < p->length && word[i] != 0; i++)
		if (p->units[i] != (unsigned char)word[i])
			return false;
	return i == p->length && word[i] == 0;
}

/* What V8 says of a character that cannot stand where it stands. */
static bool unexpected(struct parser *p)
{
	enum { CONTEXT = 10 };
	if (p->at >= p->length)
		return evl_throw_message(p->realm, EVL_MESSAGE_JSON_END);
	uint16_t unit = p->units[p->at];
	if ((unit >= '0' && unit <= '9') || unit == '-')
		return fail_at(p, EVL_MESSAGE_JSON_NUMBER);
	if (unit == '"')
		return fail_at(p, EVL_MESSAGE_JSON_STRING);
	if (source_is(p, "undefined") || source_is(p, "NaN") || source_is(p, "Infinity") || source_is(p, "[object Object]"))
		return evl_throw_message(p->realm, EVL_MESSAGE_JSON_WHOLE, slice_utf8(p, 0, p->length));
	uint32_t from = 0, to = p->length;
	bool cut_before = false, cut_after = false;
	if (p->length > 2 * CONTEXT) {
		cut_before = p->at >= CONTEXT;
		cut_after = p->at < CONTEXT || p->at < p->length - CONTEXT;
		from = cut_before ? p->at - CONTEXT : 0;
		to = cut_after ? p->at + CONTEXT : p->length;
	}
	return evl_throw_message(p->realm, EVL_MESSAGE_JSON_TOKEN, slice_utf8(p, p->at, p->at + 1), cut_before ? "..." : "",
				 slice_utf8(p, from, to), cut_after ? "..." : "");
}

static void skip_space(struct parser *p)
{
	while (p->at < p->length) {
		uint16_t u = p->units[p->at];
		if (u != ' ' && u != '\n' && u != '\r' && u != '\t')
			break;
		p->at++;
	}
}

static bool is_digit(const struct parser *p, uint32_t at)
{
	return at < p->length && p->units[at] >= '0' && p->units[at] <= '9';
}

static bool parse_number(struct parser *p, evl_value *out)
{
	uint32_t start = p->at;
	bool integer = true;
	if (p->units[p->at] == '-') {
		p->at++;
		if (!is_digit(p, p->at))
			return fail_at(p, EVL_MESSAGE_JSON_MINUS);
	}
	if (p->units[p->at] == '0') {
		p->at++;
		if (is_digit(p, p->at))
			return fail_at(p, EVL_MESSAGE_JSON_NUMBER);
	}
	while (is_digit(p, p->at))
		p->at++;
	if (p->at < p->length && p->units[p->at] == '.') {
		integer = false;
		p->at++;
		if (!is_digit(p, p->at))
			return fail_at(p, EVL_MESSAGE_JSON_FRACTION);
		while (is_digit(p, p->at))
			p->at++;
	}
	if (p->at < p->length && (p->units[p->at] == 'e' || p->units[p->at] == 'E')) {
		integer = false;
		p->at++;
		if (p->at < p->length && (p->units[p->at] == '+' || p->units[p->at] == '-'))
			p->at++;
		if (!is_digit(p, p->at))
			return fail_at(p, EVL_MESSAGE_JSON_EXPONENT);
		while (is_digit(p, p->at))
			p->at++;
	}
	bool negative = p->units[start] == '-';
	uint32_t from = start + negative;
	if (integer && p->at - from <= 9) {
		int32_t n = 0;
		for (uint32_t i = from; i < p->at; i++)
			n = n * 10 + (p->units[i] - '0');
		*out = negative ? (n == 0 ? evl_from_double(-0.0) : evl_from_int(-n)) : evl_from_int(n);
		return true;
	}
	size_t length = p->at - from;
	char buffer[64], *text = buffer;
	if (length > sizeof buffer)
		text = evl_arena_alloc(&p->realm->scratch, length);
	for (size_t i = 0; i < length; i++)
		text[i] = (char)p->units[from + i];
	double value = 0;
	evl_text_to_number(text, length, &value);
	*out = evl_from_number(negative ? -value : value);
	return true;
}

static bool grow_text(struct parser *p, uint32_t needed)
{
	uint32_t capacity = p->text_capacity == 0 ? 256 : p->text_capacity;
	while (capacity < needed)
		capacity *= 2;
	if (evl_arena_room(&p->realm->scratch) < capacity * sizeof *p->text + 64)
		return evl_halt(p->realm, EVL_STATUS_MEMORY_LIMIT, "in JSON.parse");
	p->text = evl_arena_alloc(&p->realm->scratch, capacity * sizeof *p->text);
	p->text_capacity = capacity;
	return true;
}

/* One escape after its backslash. */
static bool parse_escape(struct parser *p, uint16_t *unit)
{
	static const char from[] = "\"\\/bfnrt";
	static const char to[] = "\"\\/\b\f\n\r\t";
	if (p->at >= p->length)
		return evl_throw_message(p->realm, EVL_MESSAGE_JSON_END);
	uint16_t u = p->units[p->at];
	if (u == 'u') {
		unsigned value = 0;
		p->at++;
		for (int i = 0; i < 4; i++, p->at++) {
			int digit = p->at < p->length ? evl_hex_value(p->units[p->at]) : -1;
			if (digit < 0)
				return fail_at(p, EVL_MESSAGE_JSON_UNICODE);
			value = value * 16 + (unsigned)digit;
		}
		*unit = (uint16_t)value;
		return true;
	}
	for (int i = 0; from[i] != 0; i++) {
		if (u == (unsigned char)from[i]) {
			*unit = (unsigned char)to[i];
			p->at++;
			return true;
		}
	}
	return fail_at(p, EVL_MESSAGE_JSON_ESCAPE);
}

/* A string, the opening quote included: its units, borrowed until the next one. */
static bool parse_units(struct parser *p, const uint16_t **units, uint32_t *length)
{
	uint32_t start = ++p->at;
	while (p->at < p->length && p->units[p->at] != '"' && p->units[p->at] != '\\' && p->units[p->at] >= 0x20)
		p->at++;
	if (p->at < p->length && p->units[p->at] == '"') {
		*units = p->units + start;
		*length = p->at++ - start;
		return true;
	}
	uint32_t end = p->at; /* a string with escapes is no longer than its source, which its closing quote bounds */
	while (end < p->length && p->units[end] != '"')
		end += p->units[end] == '\\' ? 2 : 1;
	uint32_t bound = (end < p->length ? end : p->length) - start + 1;
	if (bound > p->text_capacity && !grow_text(p, bound))
		return false;
	uint32_t count = p->at - start;
	memcpy(p->text, p->units + start, count * sizeof *p->text);
	for (;;) {
		if (p->at >= p->length)
			return fail_at(p, EVL_MESSAGE_JSON_UNTERMINATED);
		uint16_t u = p->units[p->at];
		if (u == '"')
			break;
		if (u < 0x20)
			return fail_at(p, EVL_MESSAGE_JSON_CONTROL);
		p->at++;
		if (u == '\\' && !parse_escape(p, &u))
			return false;
		p->text[count++] = u;
	}
	p->at++;
	*units = p->text;
	*length = count;
	return true;
}

static bool parse_string(struct parser *p, evl_value *out)
{
	const uint16_t *units;
	uint32_t length;
	if (!parse_units(p, &units, &length))
		return false;
	struct evl_string *s = length == 1 ? evl_string_from_unit(p->realm, units[0]) :
			       length == 0 ? evl_string_from_name(p->realm, EVL_NAME_empty) :
					     evl_string_new(p->realm, units, length);
	if (s == NULL)
		return false;
	*out = evl_from_string(s);
	return true;
}

static evl_key key_of(struct parser *p, const uint16_t *units, uint32_t length)
{
	if (length > 0 && length <= 10 && (units[0] != '0' || length == 1)) {
		uint64_t n = 0;
		uint32_t i = 0;
		while (i < length && units[i] >= '0' && units[i] <= '9')
			n = n * 10 + (uint64_t)(units[i++] - '0');
		if (i == length && n <= EVL_KEY_MAX_INDEX)
			return evl_key_from_index((uint32_t)n);
	}
	return evl_names_intern(p->realm->names, units, length);
}

static bool parse_word(struct parser *p, const char *word, evl_value value, evl_value *out)
{
	for (; *word != 0; word++, p->at++)
		if (p->at >= p->length || p->units[p->at] != (unsigned char)*word)
			return unexpected(p);
	*out = value;
	return true;
}

static bool push(struct parser *p, struct evl_object *object, bool is_array)
{
	if (p->depth == p->capacity) {
		uint32_t capacity = p->capacity == 0 ? 64 : p->capacity * 2;
		if (evl_arena_room(&p->realm->scratch) < capacity * sizeof *p->stack + 64)
			return evl_halt(p->realm, EVL_STATUS_MEMORY_LIMIT, "in JSON.parse");
		struct container *stack = evl_arena_alloc(&p->realm->scratch, capacity * sizeof *stack);
		if (p->depth != 0)
			memcpy(stack, p->stack, p->depth * sizeof *stack);
		p->stack = stack;
		p->capacity = capacity;
	}
	p->stack[p->depth++] = (struct container){ .object = object, .node = p->node, .is_array = is_array };
	return true;
}

/* A property name and its colon, the parser standing at the name. */
static bool parse_key(struct parser *p, enum evl_message missing)
{
	const uint16_t *units;
	uint32_t length;
	skip_space(p);
	if (p->at >= p->length || p->units[p->at] != '"')
		return fail_at(p, missing);
	if (!parse_units(p, &units, &length))
		return false;
	p->stack[p->depth - 1].key = key_of(p, units, length);
	skip_space(p);
	if (p->at >= p->length || p->units[p->at] != ':') /* V8 names the colon for the first property only */
		return missing == EVL_MESSAGE_JSON_NAME ? fail_at(p, EVL_MESSAGE_JSON_COLON) : unexpected(p);
	p->at++;
	return true;
}

/* Remember what was read from `start` on. */
static void record(struct parser *p, uint32_t start, evl_value value)
{
	if (!p->record)
		return;
	struct evl_json_node *node = evl_heap_alloc(&p->realm->heap, EVL_CELL_OTHER, sizeof *node);
	node->value = value;
	node->members = NULL;
	node->start = start;
	node->end = p->at;
	p->node = node;
}

/* Keep the node of a member beside it: of two with one name the later, as with the values. */
static bool record_member(struct parser *p, struct container *c)
{
	struct evl_json_node *node = c->node;
	evl_value member = evl_from_cell(p->node);
	if (node->members == NULL)
		node->members = c->is_array ? evl_array_new(p->realm, 0, 0) : evl_object_new(p->realm, NULL);
	return c->is_array ? evl_array_append(p->realm, node->members, member) :
			     evl_create_data(p->realm, node->members, c->key, member);
}

/* The beginning of a value that is no container. */
static bool parse_scalar(struct parser *p, evl_value *out)
{
	uint16_t u = p->units[p->at];
	switch (u) {
	case '"':
		return parse_string(p, out);
	case 't':
		return parse_word(p, "true", EVL_TRUE, out);
	case 'f':
		return parse_word(p, "false", EVL_FALSE, out);
	case 'n':
		return parse_word(p, "null", EVL_NULL, out);
	default:
		if (u == '-' || (u >= '0' && u <= '9'))
			return parse_number(p, out);
		return unexpected(p);
	}
}

/* The beginning of a value. *open: it is a container whose first member comes next. */
static bool parse_begin(struct parser *p, evl_value *out, bool *open)
{
	*open = false;
	skip_space(p);
	if (p->at >= p->length)
		return unexpected(p);
	uint16_t u = p->units[p->at];
	uint32_t start = p->at;
	if (u != '{' && u != '[') {
		if (!parse_scalar(p, out))
			return false;
		record(p, start, *out);
		return true;
	}
	bool is_array = u == '[';
	struct evl_object *object = is_array ? evl_array_new(p->realm, 0, 0) : evl_object_plain(p->realm);
	if (object == NULL)
		return false;
	*out = evl_from_object(object);
	record(p, start, *out);
	p->at++;
	skip_space(p);
	if (p->at < p->length && p->units[p->at] == (is_array ? ']' : '}')) {
		p->at++;
		return true;
	}
	*open = true;
	return push(p, object, is_array) && (is_array || parse_key(p, EVL_MESSAGE_JSON_NAME));
}

/* After a value inside the innermost container: store it. *closed: the container ended and is the value now. */
static bool parse_member_end(struct parser *p, evl_value *value, bool *closed)
{
	struct container *c = &p->stack[p->depth - 1];
	if (!(c->is_array ? evl_array_append(p->realm, c->object, *value) :
			    evl_create_data(p->realm, c->object, c->key, *value)) ||
	    !evl_library_step(p->realm) || (p->record && !record_member(p, c)))
		return false;
	skip_space(p);
	uint16_t u = p->at < p->length ? p->units[p->at] : 0;
	*closed = false;
	if (u == ',') {
		p->at++;
		return c->is_array || parse_key(p, EVL_MESSAGE_JSON_QUOTED_NAME);
	}
	if (u != (c->is_array ? ']' : '}'))
		return fail_at(p, c->is_array ? EVL_MESSAGE_JSON_COMMA_BRACKET : EVL_MESSAGE_JSON_COMMA_BRACE);
	p->at++;
	*value = evl_from_object(c->object);
	p->node = c->node;
	p->depth--;
	*closed = true;
	return true;
}

static bool parse_whole(struct parser *p, evl_value *out)
{
	evl_value value = EVL_UNDEFINED;
	for (;;) {
		bool open, closed = true;
		if (!parse_begin(p, &value, &open))
			return false;
		if (open)
			continue;
		while (closed && p->depth != 0)
			if (!parse_member_end(p, &value, &closed))
				return false;
		if (closed)
			break;
	}
	skip_space(p);
	if (p->at < p->length)
		return fail_at(p, EVL_MESSAGE_JSON_AFTER);
	*out = value;
	return true;
}

bool evl_json_parse(struct evl_realm *realm, struct evl_string *text, evl_value *out)
{
	return evl_json_parse_recording(realm, text, out, NULL);
}

bool evl_json_check_raw(struct evl_realm *realm, struct evl_string *text)
{
	struct parser p = { .realm = realm, .source = text, .length = text->length };
	evl_value ignored;
	p.units = evl_string_units(realm, text);
	if (p.units == NULL)
		return false;
	uint16_t first = p.length != 0 ? p.units[0] : 0;
	uint16_t last = p.length != 0 ? p.units[p.length - 1] : ' ';
	if (last == ' ' || last == '\t' || last == '\n' || last == '\r')
		return evl_throw_message(realm, EVL_MESSAGE_JSON_RAW);
	if (first == ' ' || first == '\t' || first == '\n' || first == '\r' || first == '{' || first == '[')
		return unexpected(&p);
	return evl_json_parse(realm, text, &ignored);
}

bool evl_json_parse_recording(struct evl_realm *realm, struct evl_string *text, evl_value *out, struct evl_json_node **node)
{
	struct parser p = { .realm = realm, .source = text, .length = text->length, .record = node != NULL };
	p.units = evl_string_units(realm, text);
	if (p.units == NULL)
		return false;
	if (parse_whole(&p, out)) {
		if (node != NULL)
			*node = p.node;
		return true;
	}
	if (realm->halt == EVL_STATUS_OK && evl_is_class(realm->exception, EVL_CLASS_ERROR)) {
		/* V8 takes the text for a script, and the fault for a place in it. */
		struct evl_error *error = evl_pointer(realm->exception);
		error->text = text;
		error->text_at = p.at;
	}
	return false;
}
