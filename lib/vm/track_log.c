/* SPDX-License-Identifier: MIT */
/*
 * track_log.c - see track_log.h.
 *
 * A variable is a slot of an environment or a global name; a property is an object and a key; what an array, Map or Set holds is one place.
 */
#include "vm/track_log.h"

#include <string.h>

#include "base/source.h"
#include "trace/touches.h"
#include "value/convert.h"
#include "vm/function.h"
#include "vm/stack.h"
#include "vm/step.h"

enum { NAME_MAX = 60 };

/* The frame whose doing it is: the snippet's, not that of a host's own script. NULL: none. */
static const struct evl_frame *own(const struct evl_frame *frame)
{
	while (frame != NULL && evl_span_is_host(frame->code->template_->where))
		frame = frame->caller;
	return frame;
}

static void append(struct evl_realm *realm, const struct evl_frame *frame, uint64_t place, const char *name, evl_span span, bool writes)
{
	struct evl_track *track = realm->vm->track;
	struct evl_touch touch = {
		.place = place,
		.activation = (frame->flags & EVL_FRAME_COROUTINE) != 0 ? (uint64_t)(uintptr_t)frame : 0,
		.name = name,
		.job = realm->current,
		.event = *track->events,
		.span = span,
		.writes = writes,
	};
	evl_touches_append(track->touches, &touch);
}

static evl_span span_of(const struct evl_frame *frame, const struct evl_insn *pc)
{
	const struct evl_template *t = frame->code->template_;
	return t->site_of != NULL && t->site_count != 0 ? t->sites[t->site_of[pc - t->code]].span : t->where;
}

static const char *slot_name_of(struct evl_realm *realm, const struct evl_frame *frame, const struct evl_insn *pc)
{
	const struct evl_template *t = frame->code->template_;
	uint32_t at = (uint32_t)(pc - t->code), low = 0, high = t->slot_name_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (t->slot_names[middle].at < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low < t->slot_name_count && t->slot_names[low].at == at ? evl_describe_key(realm, t->slot_names[low].name) : NULL;
}

/* Is the variable only looked at to see whether it may be assigned to, which comes next? */
static bool is_check(const struct evl_insn *pc)
{
	return pc[1].op == EVL_OPCODE_CHECK_TDZ && (pc[2].op == EVL_OPCODE_STORE_OUTER || pc[2].op == EVL_OPCODE_STORE_SCOPED) &&
	       pc[2].b == pc->b && pc[2].c == pc->c;
}

static void slot(struct evl_realm *realm, const struct evl_frame *frame, const struct evl_insn *pc, const struct evl_env *env, bool writes)
{
	const char *name = slot_name_of(realm, frame, pc);
	if (!writes && is_check(pc))
		return;
	if (name != NULL && env->slots[pc->c] != EVL_TDZ)
		append(realm, frame, evl_track_mix((uint64_t)(uintptr_t)env, pc->c), name, span_of(frame, pc), writes);
}

/* Names with dots between them at the beginning of `span`, as the source has them; how long. */
static size_t path_at(const struct evl_realm *realm, evl_span span, char *room)
{
	size_t used = 0;
	if (evl_span_is_host(span) || span.source >= realm->trace->source_count || realm->trace->sources[span.source].text == NULL)
		return 0;
	const struct evl_source *source = &realm->trace->sources[span.source];
	for (uint32_t i = span.start; i < source->length && i < span.end && used < NAME_MAX; i++) {
		char c = source->text[i];
		bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' || c == '.' || c == '#';
		if (!word && used == 0 && (c == '+' || c == '-'))
			continue; /* ++cart.total */
		if (!word)
			break;
		room[used++] = c;
	}
	room[used] = '\0';
	return used;
}

/* "cart.total" as the source has it at the beginning of `span`, or only ".total". */
static const char *property_name(const struct evl_realm *realm, evl_span span, const char *key, char *room)
{
	size_t length = strlen(key), used = path_at(realm, span, room);
	if (used > length + 1 && room[used - length - 1] == '.' && memcmp(room + used - length, key, length) == 0)
		return room;
	room[0] = '.';
	used = length < NAME_MAX ? length : NAME_MAX;
	memcpy(room + 1, key, used);
	room[used + 1] = '\0';
	return room;
}

static bool has_contents(const struct evl_object *object)
{
	enum evl_class class_ = evl_class_of(object);
	return class_ == EVL_CLASS_ARRAY || class_ == EVL_CLASS_MAP || class_ == EVL_CLASS_SET;
}

static void property(struct evl_realm *realm, const struct evl_frame *frame, const struct evl_insn *pc, evl_value holder, evl_key key, bool writes)
{
	char room[NAME_MAX + 4];
	if (!evl_is_object(holder))
		return;
	const struct evl_object *object = evl_as_object(holder);
	bool contents = has_contents(object) && (evl_key_is_index(key) || key == EVL_NAME_length);
	uint64_t place = (uint64_t)(uintptr_t)object;
	evl_span span = span_of(frame, pc);
	append(realm, frame, contents ? place : evl_track_mix(place, (uint64_t)key + 1),
	       property_name(realm, span, evl_describe_key(realm, key), room), span, writes);
}

static void element(struct evl_realm *realm, const struct evl_frame *frame, const struct evl_insn *pc, evl_value holder, evl_value name, bool writes)
{
	evl_key key;
	if (evl_is_object(holder) && !evl_is_object(name) && evl_to_key(realm, name, &key))
		property(realm, frame, pc, holder, key, writes);
}

void evl_track_log_contents(struct evl_realm *realm, evl_value holder, bool writes)
{
	char room[NAME_MAX + 4];
	const struct evl_frame *frame = own(realm->vm->frame);
	if (frame == NULL || !evl_is_object(holder) || !has_contents(evl_as_object(holder)))
		return;
	/* list.push(1): the name of what it is called on */
	evl_span span = evl_stack_site(realm);
	char *dot = path_at(realm, span, room) != 0 ? strrchr(room, '.') : NULL;
	if (dot != NULL)
		*dot = '\0';
	append(realm, frame, (uint64_t)(uintptr_t)evl_as_object(holder), dot == NULL || dot == room ? "an array or collection" : room, span, writes);
}

void evl_track_log(struct evl_realm *realm, const struct evl_frame *frame, const struct evl_insn *pc)
{
	const evl_value *regs = frame->regs;
	const struct evl_template *t = frame->code->template_;
	if (evl_span_is_host(t->where))
		return;
	switch ((enum evl_opcode)pc->op) {
	case EVL_OPCODE_LOAD_SCOPED:
		slot(realm, frame, pc, evl_pointer(regs[pc->b]), false);
		break;
	case EVL_OPCODE_STORE_SCOPED:
		slot(realm, frame, pc, evl_pointer(regs[pc->b]), true);
		break;
	case EVL_OPCODE_LOAD_OUTER:
		slot(realm, frame, pc, evl_env_outer(frame->function->env, pc->b), false);
		break;
	case EVL_OPCODE_STORE_OUTER:
		slot(realm, frame, pc, evl_env_outer(frame->function->env, pc->b), true);
		break;
	case EVL_OPCODE_GET_GLOBAL:
	case EVL_OPCODE_GET_GLOBAL_OR_UNDEFINED:
	case EVL_OPCODE_SET_GLOBAL: {
		evl_key key = t->property_sites[pc->b];
		append(realm, frame, evl_track_mix(5, (uint64_t)key), evl_describe_key(realm, key), span_of(frame, pc), pc->op == EVL_OPCODE_SET_GLOBAL);
		break;
	}
	case EVL_OPCODE_GET_PROP:
		property(realm, frame, pc, regs[pc->b], t->property_sites[pc->c], false);
		break;
	case EVL_OPCODE_SET_PROP:
		property(realm, frame, pc, regs[pc->a], t->property_sites[pc->c], true);
		break;
	case EVL_OPCODE_GET_ELEM:
		element(realm, frame, pc, regs[pc->b], regs[pc->c], false);
		break;
	case EVL_OPCODE_SET_ELEM:
		element(realm, frame, pc, regs[pc->a], regs[pc->b], true);
		break;
	default:
		break;
	}
}
