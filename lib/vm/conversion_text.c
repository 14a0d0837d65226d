/* SPDX-License-Identifier: MIT */
/*
 * conversion_text.c - the message for an object whose Symbol.toPrimitive is no function.
 *
 * V8 converts in two ways. Its C++ names the property and the object; its bytecode and its other library functions call
 * what is there, and the message is that of a call: of the call expression that stands where the error is placed, if one
 * does, which for operators without a place of their own is the call evaluated last.
 */
#include <string.h>

#include "syntax/children.h"
#include "value/error.h"
#include "vm/interp.h"
#include "vm/stack.h"
#include "vm/step.h"

/* Library functions that are C++ there, all of their namesakes. */
static const char *const natively[] = {
	"AggregateError", "ArrayBuffer", "AsyncFunction", "AsyncGeneratorFunction", "BigInt", "DataView", "Date", "Error", "EvalError", "Function", "GeneratorFunction", "RangeError", "ReferenceError",
	"SharedArrayBuffer", "Symbol", "SyntaxError", "TypeError", "URIError", "UTC", "__defineGetter__", "__defineSetter__", "__lookupGetter__",
	"__lookupSetter__", "apply", "asIntN", "asUintN", "compare", "decodeURI", "decodeURIComponent", "defineProperty", "deleteProperty",
	"encodeURI", "encodeURIComponent", "escape", "fill", "for", "format", "fromCodePoint", "fromEntries", "has", "hasOwn",
	"hasOwnProperty", "localeCompare", "normalize", "parse", "parseInt", "pop", "propertyIsEnumerable", "push", "raw", "select", "set",
	"stringify", "toExponential", "toFixed", "toJSON", "toLocaleUpperCase", "toPrecision", "toUpperCase", "unescape",
};

static bool is_listed(const char *name)
{
	for (size_t i = 0; i < sizeof natively / sizeof natively[0]; i++)
		if (strcmp(natively[i], name) == 0)
			return true;
	return false;
}

/* Of functions with one name in several places some are C++ only. */
static bool is_native_there(struct evl_realm *realm, const struct evl_native_function *function, evl_value receiver)
{
	const char *name = function->name;
	if (realm->is_host_function != NULL && realm->is_host_function(function->fn)) /* JavaScript there */
		return false;
	if (name[0] == '\0') /* what formats and compares for Intl */
		return true;
	if (strcmp(name, "indexOf") == 0 || strcmp(name, "includes") == 0)
		return !evl_is_string(receiver);
	if (strcmp(name, "lastIndexOf") == 0)
		return evl_is_string(receiver);
	if (evl_is_class(receiver, EVL_CLASS_DATE) && strncmp(name, "set", 3) == 0)
		return true;
	if (strcmp(name, "from") == 0)
		return receiver != evl_from_object(evl_intrinsic(realm, EVL_INTRINSIC_ARRAY));
	size_t length = strlen(name), ending = sizeof "Array" - 1;
	return is_listed(name) || (length > ending && strcmp(name + length - ending, "Array") == 0); /* typed arrays, from a list */
}

/* Does V8's bytecode leave this to its C++? */
static bool is_native_instruction(enum evl_opcode op)
{
	return op == EVL_OPCODE_IN || op == EVL_OPCODE_DELETE_PROP || op == EVL_OPCODE_SET_ELEM || op == EVL_OPCODE_SET_PROP ||
	       op == EVL_OPCODE_GET_SUPER || op == EVL_OPCODE_SET_SUPER;
}

/* ------------------------------------------------- the call at a position */

struct search {
	uint32_t position;
	const struct evl_node *found;
};

static bool is_call_at(const struct evl_node *node, uint32_t position)
{
	if (node->kind == EVL_NODE_NEW)
		return node->span.start == position;
	if (node->kind == EVL_NODE_TAGGED_TEMPLATE)
		return node->span.start == position || node->position == position;
	if (node->kind != EVL_NODE_CALL)
		return false;
	const struct evl_node *callee = node->as.call.callee;
	while (callee->kind == EVL_NODE_OPTIONAL_CHAIN)
		callee = callee->as.unary.operand;
	if (callee->kind == EVL_NODE_IDENTIFIER)
		return callee->span.start == position;
	if (callee->kind == EVL_NODE_MEMBER && callee->as.member.property->kind == EVL_NODE_IDENTIFIER)
		return callee->as.member.property->span.start == position;
	return node->position == position;
}

static void look(void *context, struct evl_node *node, enum evl_child_role role)
{
	struct search *s = context;
	if (s->found != NULL || s->position < node->span.start || s->position >= node->span.end)
		return;
	evl_visit_children(node, role, look, s);
	if (s->found == NULL && is_call_at(node, s->position))
		s->found = node;
}

bool evl_refuse_conversion(struct evl_realm *realm, evl_value object, evl_value method)
{
	const struct evl_vm *vm = realm->vm;
	const struct evl_native_call *native = vm->native_call;
	const struct evl_frame *frame = vm->frame;
	const char *text = evl_describe_callee(realm, method);
	bool in_native = native != NULL && native->frame == frame;
	enum evl_opcode op = frame != NULL && frame->pc > frame->code->template_->code ? (enum evl_opcode)frame->pc[-1].op : EVL_OPCODE_MOVE;
	bool natively_done = in_native ? is_native_there(realm, (const struct evl_native_function *)native->args->callee, native->args->this_value) :
					 is_native_instruction(op);
	if (natively_done)
		return evl_throw_message(realm, EVL_MESSAGE_PROPERTY_NOT_FUNCTION, evl_describe(realm, method),
					 evl_describe_key(realm, EVL_NAME_symbol_to_primitive), evl_describe(realm, object));
	if (!in_native && frame != NULL && op != EVL_OPCODE_TO_KEY && !evl_stack_in_host(realm) && frame->code->template_->node != NULL && !evl_is_out_of_sight(realm)) {
		struct search s = { .position = evl_stack_place(realm).start };
		evl_visit_children(frame->code->template_->node, EVL_CHILD_PLAIN, look, &s);
		if (s.found != NULL)
			text = evl_callee_text(realm, s.found, method);
	}
	return evl_throw_message(realm, EVL_MESSAGE_NOT_CALLABLE, text);
}
