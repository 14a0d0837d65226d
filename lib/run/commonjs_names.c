/* SPDX-License-Identifier: MIT */
/*
 * commonjs_names.c - the exports of a CommonJS module that its text shows, as cjs-module-lexer finds them:
 *
 *   exports.a = …   exports['a'] = …   module.exports.a = …
 *   Object.defineProperty(exports, 'a', { enumerable: true, value: … })   and with a getter that returns a name or a member
 *   module.exports = { a, b: c, 'd': e, ...f }   up to the first property that is none of these
 *   module.exports = require('x')   __exportStar(require('x'), exports)   and ...require('x') in the object: the names of x
 *
 * anywhere in the text, also where they never run.
 */
#include "run/commonjs_names.h"

#include <string.h>

#include "syntax/children.h"

struct search {
	const struct evl_source *source;
	struct evl_names *texts;
	struct evl_arena *arena;
	struct evl_commonjs_names *out;
	struct evl_commonjs_names unsafe; /* defined with a getter that might do anything: no names, wherever else they stand */
};

static void add(evl_name **list, uint32_t *count, uint32_t *capacity, evl_name name, struct evl_arena *arena)
{
	for (uint32_t i = 0; i < *count; i++)
		if ((*list)[i] == name)
			return;
	if (*count == *capacity) {
		*capacity = *capacity != 0 ? *capacity * 2 : 8;
		evl_name *grown = evl_arena_alloc(arena, *capacity * sizeof *grown);
		if (*count != 0)
			memcpy(grown, *list, *count * sizeof *grown);
		*list = grown;
	}
	(*list)[(*count)++] = name;
}

void evl_commonjs_names_add(struct evl_commonjs_names *list, evl_name name, struct evl_arena *arena)
{
	add(&list->names, &list->count, &list->capacity, name, arena);
}

static void add_export(struct search *s, evl_name name)
{
	evl_commonjs_names_add(s->out, name, s->arena);
}

static void add_reexport(struct search *s, evl_name specifier)
{
	add(&s->out->reexports, &s->out->reexport_count, &s->out->reexport_capacity, specifier, s->arena);
}

static bool is_name(const struct search *s, const struct evl_node *node, const char *name)
{
	return node != NULL && node->kind == EVL_NODE_IDENTIFIER &&
	       node->as.identifier.name == evl_names_intern_text(s->texts, name);
}

/* object.property, both plain names */
static bool is_member(const struct search *s, const struct evl_node *node, const char *object, const char *property)
{
	return node != NULL && node->kind == EVL_NODE_MEMBER && is_name(s, node->as.member.object, object) &&
	       is_name(s, node->as.member.property, property);
}

static bool is_exports(const struct search *s, const struct evl_node *node)
{
	return is_name(s, node, "exports") || is_member(s, node, "module", "exports");
}

/* require('x'): its specifier; EVL_NAME_NONE for anything else. */
static evl_name required(const struct search *s, const struct evl_node *node)
{
	if (node == NULL || node->kind != EVL_NODE_CALL || !is_name(s, node->as.call.callee, "require") || node->as.call.arguments.count != 1)
		return EVL_NAME_NONE;
	const struct evl_node *argument = node->as.call.arguments.items[0];
	return argument != NULL && argument->kind == EVL_NODE_STRING ? argument->as.string.name : EVL_NAME_NONE;
}

/* The length of the word (keywords, too) at an offset of the text; 0: something else stands there. */
static size_t word_at(const struct evl_source *source, uint32_t at)
{
	size_t length = 0;
	for (; at + length < source->length; length++) {
		unsigned char c = (unsigned char)source->text[at + length];
		bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' || c >= 0x80;
		if (!is_letter && (length == 0 || c < '0' || c > '9'))
			break;
	}
	return length;
}

static bool comma_behind(const struct evl_source *source, size_t at)
{
	return at < source->length && source->text[at] == ',';
}

/* One property of an object that module.exports becomes. False: the search in it ends here. */
static bool add_property(struct search *s, const struct evl_node *property)
{
	const struct evl_node *key = property->as.property.key, *value = property->as.property.value;
	switch ((enum evl_property_kind)property->as.property.kind) {
	case EVL_PROPERTY_SHORTHAND:
		add_export(s, key->as.identifier.name);
		return true;
	case EVL_PROPERTY_SPREAD:
		if (required(s, value) != EVL_NAME_NONE)
			add_reexport(s, required(s, value));
		return required(s, value) != EVL_NAME_NONE || value->kind == EVL_NODE_IDENTIFIER;
	case EVL_PROPERTY_INIT: {
		size_t word = word_at(s->source, value->span.start);
		if (property->computed || word == 0 || (key->kind != EVL_NODE_IDENTIFIER && key->kind != EVL_NODE_STRING))
			return false;
		add_export(s, key->kind == EVL_NODE_STRING ? key->as.string.name : key->as.identifier.name);
		return comma_behind(s->source, value->span.start + word);
	}
	default: {
		/* A method: its first word, which may be `async` or `get`. */
		size_t word = word_at(s->source, property->span.start);
		if (word != 0)
			add_export(s, evl_names_intern_utf8(s->texts, s->source->text + property->span.start, word));
		return false;
	}
	}
}

static void take_assignment(struct search *s, const struct evl_node *node)
{
	const struct evl_node *left = node->as.operation.left, *right = node->as.operation.right;
	if (left->kind == EVL_NODE_MEMBER && is_exports(s, left->as.member.object) && left->as.member.property->kind == EVL_NODE_IDENTIFIER)
		add_export(s, left->as.member.property->as.identifier.name);
	else if (left->kind == EVL_NODE_INDEX && is_exports(s, left->as.member.object) && left->as.member.property->kind == EVL_NODE_STRING)
		add_export(s, left->as.member.property->as.string.name);
	if (!is_member(s, left, "module", "exports"))
		return;
	s->out->reexport_count = 0;
	if (required(s, right) != EVL_NAME_NONE)
		add_reexport(s, required(s, right));
	for (uint32_t i = 0; right->kind == EVL_NODE_OBJECT && i < right->as.list.items.count; i++)
		if (!add_property(s, right->as.list.items.items[i]))
			break;
}

/* Is it a getter that only returns a name or a member: one that cannot fail? */
static bool is_plain_getter(const struct evl_node *property)
{
	const struct evl_node *function = property->as.property.value;
	if (function->kind != EVL_NODE_FUNCTION_EXPRESSION)
		return false;
	const struct evl_node *body = function->as.function.body;
	const struct evl_node *only = body != NULL && body->kind == EVL_NODE_BLOCK && body->as.block.body.count == 1 ? body->as.block.body.items[0] : NULL;
	const struct evl_node *value = only != NULL && only->kind == EVL_NODE_RETURN ? only->as.unary.operand : NULL;
	if (value == NULL || value->kind == EVL_NODE_IDENTIFIER)
		return value != NULL;
	bool is_member = value->kind == EVL_NODE_MEMBER || (value->kind == EVL_NODE_INDEX && value->as.member.property->kind == EVL_NODE_STRING);
	return is_member && value->as.member.object->kind == EVL_NODE_IDENTIFIER;
}

/* { value: … } or { get … }, with or without `enumerable: true` before them */
static bool is_plain_descriptor(const struct search *s, const struct evl_node *object)
{
	uint32_t at = 0;
	struct evl_node_list items = object->as.list.items;
	if (object->kind != EVL_NODE_OBJECT)
		return false;
	if (items.count > 1 && items.items[0]->as.property.key != NULL && is_name(s, items.items[0]->as.property.key, "enumerable"))
		at = 1;
	const struct evl_node *property = at < items.count ? items.items[at] : NULL;
	if (property == NULL || property->as.property.kind == EVL_PROPERTY_SPREAD)
		return false;
	if (is_name(s, property->as.property.key, "value"))
		return true;
	return at + 1 == items.count && is_name(s, property->as.property.key, "get") && is_plain_getter(property);
}

static void take_call(struct search *s, const struct evl_node *node)
{
	const struct evl_node *callee = node->as.call.callee;
	struct evl_node_list arguments = node->as.call.arguments;
	if (is_member(s, callee, "Object", "defineProperty")) {
		bool is_export = arguments.count > 1 && is_exports(s, arguments.items[0]) && arguments.items[1]->kind == EVL_NODE_STRING;
		bool is_plain = is_export && arguments.count == 3 && is_plain_descriptor(s, arguments.items[2]);
		if (is_export)
			evl_commonjs_names_add(is_plain ? s->out : &s->unsafe, arguments.items[1]->as.string.name, s->arena);
		return;
	}
	const struct evl_node *name = callee != NULL && callee->kind == EVL_NODE_MEMBER ? callee->as.member.property : callee;
	bool is_star = is_name(s, name, "__exportStar") || is_name(s, name, "__export");
	if (is_star && arguments.count != 0 && required(s, arguments.items[0]) != EVL_NAME_NONE)
		add_reexport(s, required(s, arguments.items[0]));
}

static void visit(void *context, struct evl_node *node, enum evl_child_role role)
{
	struct search *s = context;
	if (node->kind == EVL_NODE_ASSIGNMENT && node->as.operation.op == EVL_OP_ASSIGN)
		take_assignment(s, node);
	else if (node->kind == EVL_NODE_CALL)
		take_call(s, node);
	evl_visit_children(node, role, visit, s);
}

static bool has(const struct evl_commonjs_names *list, evl_name name)
{
	for (uint32_t i = 0; i < list->count; i++)
		if (list->names[i] == name)
			return true;
	return false;
}

void evl_commonjs_names(const struct evl_source *source, struct evl_node *tree, struct evl_names *texts, struct evl_arena *arena,
			struct evl_commonjs_names *out)
{
	struct search s = { .source = source, .texts = texts, .arena = arena, .out = out };
	evl_visit_children(tree, EVL_CHILD_PLAIN, visit, &s);
	uint32_t kept = 0;
	for (uint32_t i = 0; i < out->count; i++)
		if (!has(&s.unsafe, out->names[i]))
			out->names[kept++] = out->names[i];
	out->count = kept;
}
