/* SPDX-License-Identifier: MIT */
/*
 * walk.c - an explicit stack of (node, role) pairs, in its own short-lived arena.
 */
#include "run/walk.h"

#include "base/arena.h"

struct entry {
	const struct evl_node *node;
	enum evl_walk_role role;
};

struct walk {
	struct evl_arena arena;
	struct entry *entries; /* contiguous: only this stack lives in the arena */
	size_t count, capacity, limit;
	bool failed;
};

enum { STEP = 1024 };

static void push(struct walk *walk, const struct evl_node *node, enum evl_walk_role role)
{
	if (node == NULL)
		return;
	if (walk->count == walk->capacity) {
		if (walk->capacity + STEP > walk->limit) {
			walk->failed = true;
			return;
		}
		(void)evl_arena_alloc(&walk->arena, STEP * sizeof(struct entry));
		walk->capacity += STEP;
	}
	walk->entries[walk->count++] = (struct entry){ node, role };
}

static void push_list(struct walk *walk, struct evl_node_list list, enum evl_walk_role role)
{
	for (uint32_t i = list.count; i > 0; i--)
		push(walk, list.items[i - 1], role);
}

static void push_function(struct walk *walk, const struct evl_function_node *f)
{
	push(walk, f->body, EVL_WALK_PLAIN);
	push_list(walk, f->params, EVL_WALK_BINDING);
	push(walk, f->name, EVL_WALK_BINDING);
}

static void push_children(struct walk *walk, const struct evl_node *n, enum evl_walk_role role)
{
	enum evl_walk_role key = n->computed ? EVL_WALK_PLAIN : EVL_WALK_KEY;
	switch ((enum evl_node_kind)n->kind) {
	case EVL_NODE_PROGRAM:
		push_list(walk, n->as.program.body, EVL_WALK_PLAIN);
		break;
	case EVL_NODE_BLOCK:
		push_list(walk, n->as.block.body, EVL_WALK_PLAIN);
		break;
	case EVL_NODE_EXPRESSION_STATEMENT:
	case EVL_NODE_RETURN:
	case EVL_NODE_THROW:
	case EVL_NODE_EXPORT_DECLARATION:
	case EVL_NODE_EXPORT_DEFAULT:
	case EVL_NODE_SPREAD:
	case EVL_NODE_OPTIONAL_CHAIN:
	case EVL_NODE_PARENTHESIZED:
	case EVL_NODE_AWAIT:
		push(walk, n->as.unary.operand, EVL_WALK_PLAIN);
		break;
	case EVL_NODE_REST:
		push(walk, n->as.unary.operand, role);
		break;
	case EVL_NODE_VARIABLE_DECLARATION:
		push_list(walk, n->as.declaration.declarators, EVL_WALK_PLAIN);
		break;
	case EVL_NODE_DECLARATOR:
		push(walk, n->as.declarator.init, EVL_WALK_PLAIN);
		push(walk, n->as.declarator.target, EVL_WALK_BINDING);
		break;
	case EVL_NODE_FUNCTION_DECLARATION:
	case EVL_NODE_FUNCTION_EXPRESSION:
	case EVL_NODE_ARROW_FUNCTION:
	case EVL_NODE_CLASS_STATIC_BLOCK:
		push_function(walk, &n->as.function);
		break;
	case EVL_NODE_CLASS_DECLARATION:
	case EVL_NODE_CLASS_EXPRESSION:
		push_list(walk, n->as.class_.members, EVL_WALK_PLAIN);
		push(walk, n->as.class_.constructor, EVL_WALK_PLAIN);
		push(walk, n->as.class_.heritage, EVL_WALK_PLAIN);
		push(walk, n->as.class_.name, EVL_WALK_BINDING);
		break;
	case EVL_NODE_CLASS_MEMBER:
		push(walk, n->as.member_def.value, EVL_WALK_PLAIN);
		push(walk, n->as.member_def.key, key);
		break;
	case EVL_NODE_IF:
	case EVL_NODE_CONDITIONAL:
		push(walk, n->as.conditional.alternate, EVL_WALK_PLAIN);
		push(walk, n->as.conditional.consequent, EVL_WALK_PLAIN);
		push(walk, n->as.conditional.test, EVL_WALK_PLAIN);
		break;
	case EVL_NODE_FOR:
		push(walk, n->as.for_.body, EVL_WALK_PLAIN);
		push(walk, n->as.for_.update, EVL_WALK_PLAIN);
		push(walk, n->as.for_.test, EVL_WALK_PLAIN);
		push(walk, n->as.for_.init, EVL_WALK_PLAIN);
		break;
	case EVL_NODE_FOR_IN:
	case EVL_NODE_FOR_OF:
		push(walk, n->as.for_each.body, EVL_WALK_PLAIN);
		push(walk, n->as.for_each.right, EVL_WALK_PLAIN);
		push(walk, n->as.for_each.left, EVL_WALK_PLAIN);
		break;
	case EVL_NODE_WHILE:
	case EVL_NODE_DO_WHILE:
	case EVL_NODE_WITH:
		push(walk, n->as.loop.body, EVL_WALK_PLAIN);
		push(walk, n->as.loop.test, EVL_WALK_PLAIN);
		break;
	case EVL_NODE_SWITCH:
		push_list(walk, n->as.switch_.cases, EVL_WALK_PLAIN);
		push(walk, n->as.switch_.discriminant, EVL_WALK_PLAIN);
		break;
	case EVL_NODE_CASE:
		push_list(walk, n->as.case_.body, EVL_WALK_PLAIN);
		push(walk, n->as.case_.test, EVL_WALK_PLAIN);
		break;
	case EVL_NODE_TRY:
		push(walk, n->as.try_.finalizer, EVL_WALK_PLAIN);
		push(walk, n->as.try_.handler, EVL_WALK_PLAIN);
		push(walk, n->as.try_.param, EVL_WALK_BINDING);
		push(walk, n->as.try_.block, EVL_WALK_PLAIN);
		break;
	case EVL_NODE_LABELED:
		push(walk, n->as.labeled.body, EVL_WALK_PLAIN);
		break;
	case EVL_NODE_IMPORT:
		push_list(walk, n->as.import.specifiers, EVL_WALK_PLAIN);
		push(walk, n->as.import.source, EVL_WALK_KEY);
		break;
	case EVL_NODE_EXPORT_NAMED:
		push_list(walk, n->as.export_named.specifiers, EVL_WALK_PLAIN);
		push(walk, n->as.export_named.source, EVL_WALK_KEY);
		break;
	case EVL_NODE_EXPORT_ALL:
		push(walk, n->as.export_all.source, EVL_WALK_KEY);
		break;
	case EVL_NODE_TEMPLATE:
		push_list(walk, n->as.template_.expressions, EVL_WALK_PLAIN);
		break;
	case EVL_NODE_TAGGED_TEMPLATE:
		push(walk, n->as.tagged.quasi, EVL_WALK_PLAIN);
		push(walk, n->as.tagged.tag, EVL_WALK_PLAIN);
		break;
	case EVL_NODE_ARRAY:
	case EVL_NODE_OBJECT:
	case EVL_NODE_SEQUENCE:
	case EVL_NODE_ARRAY_PATTERN:
	case EVL_NODE_OBJECT_PATTERN:
		push_list(walk, n->as.list.items, role);
		break;
	case EVL_NODE_PROPERTY:
	case EVL_NODE_PATTERN_PROPERTY:
		push(walk, n->as.property.value, n->kind == EVL_NODE_PROPERTY ? EVL_WALK_PLAIN : role);
		push(walk, n->as.property.key, key);
		break;
	case EVL_NODE_DEFAULT_PATTERN:
		push(walk, n->as.operation.right, EVL_WALK_PLAIN);
		push(walk, n->as.operation.left, role);
		break;
	case EVL_NODE_UNARY:
	case EVL_NODE_UPDATE:
	case EVL_NODE_BINARY:
	case EVL_NODE_LOGICAL:
	case EVL_NODE_ASSIGNMENT:
		push(walk, n->as.operation.right, EVL_WALK_PLAIN);
		push(walk, n->as.operation.left, EVL_WALK_PLAIN);
		break;
	case EVL_NODE_CALL:
	case EVL_NODE_NEW:
	case EVL_NODE_IMPORT_CALL:
		push_list(walk, n->as.call.arguments, EVL_WALK_PLAIN);
		push(walk, n->as.call.callee, EVL_WALK_PLAIN);
		break;
	case EVL_NODE_MEMBER:
		push(walk, n->as.member.property, EVL_WALK_KEY);
		push(walk, n->as.member.object, EVL_WALK_PLAIN);
		break;
	case EVL_NODE_INDEX:
		push(walk, n->as.member.property, EVL_WALK_PLAIN);
		push(walk, n->as.member.object, EVL_WALK_PLAIN);
		break;
	case EVL_NODE_YIELD:
		push(walk, n->as.yield_.argument, EVL_WALK_PLAIN);
		break;
	default:
		break;
	}
}

bool evl_walk(const struct evl_node *root, evl_walk_visit *visit, void *context)
{
	struct walk walk = { .limit = (size_t)1 << 24 };
	if (!evl_arena_init(&walk.arena, walk.limit * sizeof(struct entry)))
		return false;
	walk.entries = (struct entry *)(void *)walk.arena.base;
	push(&walk, root, EVL_WALK_PLAIN);
	while (walk.count != 0 && !walk.failed) {
		struct entry entry = walk.entries[--walk.count];
		if (visit(context, entry.node, entry.role))
			push_children(&walk, entry.node, entry.role);
	}
	evl_arena_release(&walk.arena);
	return !walk.failed;
}
