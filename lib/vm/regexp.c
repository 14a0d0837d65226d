/* SPDX-License-Identifier: MIT */
/*
 * regexp.c - making RegExp objects, finding programs again, running the matcher within the run's limits.
 */
#include "vm/regexp.h"

#include <string.h>

#include "base/buffer.h"
#include "value/error.h"
#include "value/property.h"
#include "vm/vm.h"

/* One match may take this many steps: seconds, where ordinary ones take less than a thousand. */
static const int64_t most_steps = INT64_C(200000000);

struct evl_regexp_state *evl_regexp_state(struct evl_realm *realm)
{
	if (realm->regexp == NULL) {
		struct evl_regexp_state *state = evl_realm_scratch(realm, sizeof *state);
		memset(state, 0, sizeof *state);
		struct evl_shape *root = evl_shape_root(realm, evl_intrinsic(realm, EVL_INTRINSIC_REGEXP_PROTOTYPE));
		state->instance_shape = evl_shape_add(realm, root, EVL_NAME_lastIndex, EVL_WRITABLE);
		realm->regexp = state;
	}
	return realm->regexp;
}

void evl_regexp_flags_text(uint32_t flags, char *text)
{
	static const char letters[] = "dgimsuvy";
	for (uint32_t i = 0; letters[i] != '\0'; i++)
		if (flags & 1u << i)
			*text++ = letters[i];
	*text = '\0';
}

static bool throw_syntax(struct evl_realm *realm, struct evl_string *source, uint32_t flags, const char *error)
{
	char letters[16];
	evl_regexp_flags_text(flags, letters);
	return evl_throw_message(realm, EVL_MESSAGE_INVALID_REGEXP, evl_string_utf8(realm, source), letters, error);
}

static uint32_t hash_units(const uint16_t *units, uint32_t length, uint32_t hash)
{
	for (uint32_t i = 0; i < length; i++)
		hash = (hash ^ units[i]) * 16777619u;
	return hash ^ hash >> 15;
}

bool evl_regexp_prepare(struct evl_realm *realm, struct evl_string *source, uint32_t flags, const struct evl_regexp **out)
{
	struct evl_regexp_state *state = evl_regexp_state(realm);
	const uint16_t *units = evl_string_units(realm, source);
	const char *error;
	if (units == NULL)
		return false;
	uint32_t hash = hash_units(units, source->length, flags), slot = hash % EVL_REGEXP_CACHE;
	if (state->cache[slot].program != NULL && state->cache[slot].hash == hash && state->cache[slot].flags == flags &&
	    evl_string_equals(realm, state->cache[slot].source, source)) {
		*out = state->cache[slot].program;
		return true;
	}
	uint32_t asked = flags | (realm->v8 >= EVL_V8_13 ? EVL_REGEXP_RECENT : 0u);
	size_t before = evl_arena_used(&realm->scratch);
	switch (evl_regexp_compile(units, source->length, asked, &realm->scratch, out, &error)) {
	case EVL_REGEXP_SYNTAX:
		return throw_syntax(realm, source, flags, error);
	case EVL_REGEXP_TOO_LARGE:
		return evl_halt(realm, EVL_STATUS_TOO_LARGE, "in a regular expression: %s", error);
	case EVL_REGEXP_OK:
		break;
	}
	realm->vm->steps_left -= (int64_t)(evl_arena_used(&realm->scratch) - before) >> 6;
	if (evl_arena_used(&realm->scratch) > realm->heap.limit)
		realm->heap.over_limit = true;
	state->cache[slot].program = *out;
	state->cache[slot].source = source;
	state->cache[slot].flags = flags;
	state->cache[slot].hash = hash;
	return true;
}

struct evl_regexp_object *evl_regexp_new(struct evl_realm *realm, struct evl_object *prototype, struct evl_string *source,
					 const struct evl_regexp *program)
{
	struct evl_shape *shape = evl_regexp_state(realm)->instance_shape;
	if (prototype != NULL && prototype != evl_intrinsic(realm, EVL_INTRINSIC_REGEXP_PROTOTYPE))
		shape = evl_shape_add(realm, evl_shape_root(realm, prototype), EVL_NAME_lastIndex, EVL_WRITABLE);
	struct evl_object *object = evl_object_alloc(realm, EVL_CLASS_REGEXP, shape, sizeof(struct evl_regexp_object), 2);
	struct evl_regexp_object *regexp = (struct evl_regexp_object *)object;
	object->slots[EVL_REGEXP_SLOT_LAST_INDEX] = evl_from_int(0);
	regexp->source = source;
	regexp->program = program;
	return regexp;
}

bool evl_regexp_literal(struct evl_realm *realm, evl_name pattern, evl_name flags, evl_value *constant, evl_value *out)
{
	if (*constant == EVL_EMPTY) { /* an object that no script sees: the others are made like it */
		struct evl_string *source = evl_string_from_name(realm, pattern), *letters = evl_string_from_name(realm, flags);
		const uint16_t *units = letters != NULL ? evl_string_units(realm, letters) : NULL;
		const struct evl_regexp *program;
		uint32_t bits;
		if (source == NULL || units == NULL)
			return false;
		if (!evl_regexp_flags(units, letters->length, &bits))
			return evl_throw_text(realm, EVL_ERROR_SYNTAX, "Invalid regular expression flags");
		if (!evl_regexp_prepare(realm, source, bits, &program)) {
			if (realm->halt != EVL_STATUS_OK)
				return false;
			realm->exception = EVL_EMPTY; /* it passed as syntax of the newer engine */
			return evl_not_covered(realm, "a regular expression literal with syntax that this host refuses");
		}
		*constant = evl_from_object(evl_regexp_new(realm, NULL, source, program));
	}
	const struct evl_regexp_object *like = (const struct evl_regexp_object *)evl_as_object(*constant);
	*out = evl_from_object(evl_regexp_new(realm, NULL, like->source, like->program));
	return true;
}

/* What RegExp.$1 and its siblings will show. */
static void remember(struct evl_regexp_state *state, struct evl_string *s, const struct evl_regexp *program)
{
	uint32_t count = program->capture_count, kept = count < EVL_REGEXP_STATIC_CAPTURES ? count : EVL_REGEXP_STATIC_CAPTURES;
	state->subject = state->input = s;
	state->last_count = count;
	memcpy(state->last, state->captures, kept * 2 * sizeof *state->last);
	memcpy(state->last_paren, state->captures + (count - 1) * 2, sizeof state->last_paren);
}

bool evl_regexp_run(struct evl_realm *realm, const struct evl_regexp *program, struct evl_string *s, uint32_t from, bool sticky,
		    const int32_t **captures, bool *matched)
{
	struct evl_regexp_state *state = evl_regexp_state(realm);
	const uint16_t *units = evl_string_units(realm, s);
	if (units == NULL)
		return false;
	if (state->capture_room < program->capture_count) {
		state->capture_room = program->capture_count + 16;
		state->captures = evl_realm_scratch(realm, state->capture_room * 2 * sizeof *state->captures);
	}
	int64_t left = evl_vm_steps(realm->vm), allowed = left < most_steps ? left : most_steps, steps = allowed;
	enum evl_regexp_outcome outcome =
		evl_regexp_match(program, &realm->scratch, units, s->length, from, sticky, &steps, state->captures);
	realm->vm->steps_left -= allowed - steps;
	*captures = state->captures;
	*matched = outcome == EVL_REGEXP_MATCH;
	if (*matched)
		remember(state, s, program);
	if (outcome == EVL_REGEXP_OUT_OF_STEPS)
		return evl_halt(realm, EVL_STATUS_STEP_LIMIT, "a regular expression went back and forth %lld times in one match",
				(long long)allowed);
	if (outcome == EVL_REGEXP_OUT_OF_MEMORY)
		return evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "a regular expression remembered too many ways to match");
	return true;
}

struct evl_string *evl_regexp_escaped_source(struct evl_realm *realm, struct evl_string *source)
{
	const uint16_t *units = evl_string_units(realm, source);
	bool escaped = false, in_class = false, changed = false;
	struct evl_buffer16 out;
	if (units == NULL)
		return NULL;
	if (source->length == 0)
		return evl_string_from_ascii(realm, "(?:)");
	evl_buffer16_init(&out);
	for (uint32_t i = 0; i < source->length; i++) {
		uint16_t c = units[i];
		const char *text = c == '\n' ? "n" : c == '\r' ? "r" : c == 0x2028 ? "u2028" : c == 0x2029 ? "u2029" : NULL;
		if (text == NULL && c == '/' && !escaped && !in_class)
			text = "/";
		changed |= text != NULL;
		if (text != NULL) {
			if (!escaped)
				evl_buffer16_append_unit(&out, '\\');
			evl_buffer16_append_ascii(&out, text);
		} else {
			evl_buffer16_append_unit(&out, c);
		}
		if (!escaped && c == '[')
			in_class = true;
		else if (!escaped && c == ']')
			in_class = false;
		escaped = !escaped && c == '\\';
	}
	struct evl_string *result = source;
	if (out.failed) {
		evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "in the source of a regular expression");
		result = NULL;
	} else if (changed) {
		result = evl_string_new(realm, out.units, out.length);
	}
	evl_buffer16_release(&out);
	return result;
}
