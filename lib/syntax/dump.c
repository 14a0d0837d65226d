/* SPDX-License-Identifier: MIT */
/*
 * dump.c - s-expressions of syntax trees.
 */
#include "syntax/dump.h"

#include "base/number_text.h"

static const char *const kind_names[EVL_NODE_KIND_COUNT] = {
#define EVL_NODE(id, member, text) [EVL_NODE_##id] = #id,
#include "syntax/nodes.def"
#undef EVL_NODE
};

static const char *const operator_names[] = {
	"none", "+", "-", "*", "/", "%", "**", "<<", ">>", ">>>", "&", "|", "^", "==", "!=", "===", "!==", "<", "<=", ">", ">=",
	"in", "instanceof", "&&", "||", "??", "!", "~", "+", "-", "typeof", "void", "delete", "++", "--", "=",
};

static void name(const struct evl_names *names, evl_name id, struct evl_buffer *out)
{
	if (id == EVL_NAME_NONE) {
		evl_buffer_append_text(out, " -");
		return;
	}
	const struct evl_name_entry *entry = evl_names_entry(names, id);
	evl_buffer_append_text(out, " '");
	evl_buffer_append_utf16(out, entry->units, entry->length);
	evl_buffer_append_byte(out, '\'');
}

static void child(const struct evl_node *node, const struct evl_names *names, struct evl_buffer *out)
{
	evl_buffer_append_byte(out, ' ');
	evl_node_dump(node, names, out);
}

static void list(const struct evl_node_list *items, const struct evl_names *names, struct evl_buffer *out)
{
	evl_buffer_append_text(out, " [");
	for (uint32_t i = 0; i < items->count; i++) {
		if (i)
			evl_buffer_append_byte(out, ' ');
		evl_node_dump(items->items[i], names, out);
	}
	evl_buffer_append_byte(out, ']');
}

static void word(bool condition, const char *text, struct evl_buffer *out)
{
	if (condition) {
		evl_buffer_append_byte(out, ' ');
		evl_buffer_append_text(out, text);
	}
}

static void function(const struct evl_function_node *f, const struct evl_names *names, struct evl_buffer *out)
{
	static const char *const flags[] = {
		"async", "generator", "arrow", "strict", "method", "getter", "setter", "constructor", "derived",
		"expression", "simple", "static-block", "direct-eval", "use-strict",
	};
	for (size_t i = 0; i < sizeof(flags) / sizeof(flags[0]); i++)
		word(f->flags >> i & 1, flags[i], out);
	evl_buffer_printf(out, " %u", (unsigned)f->expected_arguments);
	child(f->name, names, out);
	list(&f->params, names, out);
	child(f->body, names, out);
}

static void property(const struct evl_node *node, const struct evl_node *key, const struct evl_node *value, uint8_t kind,
		     const struct evl_names *names, struct evl_buffer *out)
{
	static const char *const kinds[] = { "init", "shorthand", "method", "get", "set", "spread", "field", "accessor" };
	word(true, kinds[kind], out);
	word(node->computed, "computed", out);
	child(key, names, out);
	child(value, names, out);
}

static void attributes(const struct evl_node *node, const struct evl_names *names, struct evl_buffer *out)
{
	static const char *const declarations[] = { "var", "let", "const", "using", "await-using" };
	switch ((enum evl_node_kind)node->kind) {
	case EVL_NODE_PROGRAM:
		word(node->as.program.strict, "strict", out);
		word(node->as.program.module, "module", out);
		word(node->as.program.has_top_level_await, "await", out);
		word(node->as.program.has_direct_eval, "direct-eval", out);
		list(&node->as.program.body, names, out);
		break;
	case EVL_NODE_BLOCK:
		list(&node->as.block.body, names, out);
		break;
	case EVL_NODE_VARIABLE_DECLARATION:
		word(true, declarations[node->as.declaration.kind], out);
		list(&node->as.declaration.declarators, names, out);
		break;
	case EVL_NODE_DECLARATOR:
		child(node->as.declarator.target, names, out);
		child(node->as.declarator.init, names, out);
		break;
	case EVL_NODE_FUNCTION_DECLARATION:
	case EVL_NODE_FUNCTION_EXPRESSION:
	case EVL_NODE_ARROW_FUNCTION:
	case EVL_NODE_CLASS_STATIC_BLOCK:
		function(&node->as.function, names, out);
		break;
	case EVL_NODE_CLASS_DECLARATION:
	case EVL_NODE_CLASS_EXPRESSION:
		child(node->as.class_.name, names, out);
		child(node->as.class_.heritage, names, out);
		child(node->as.class_.constructor, names, out);
		list(&node->as.class_.members, names, out);
		break;
	case EVL_NODE_CLASS_MEMBER:
		word(node->as.member_def.is_static, "static", out);
		property(node, node->as.member_def.key, node->as.member_def.value, node->as.member_def.kind, names, out);
		break;
	case EVL_NODE_PROPERTY:
	case EVL_NODE_PATTERN_PROPERTY:
		property(node, node->as.property.key, node->as.property.value, node->as.property.kind, names, out);
		break;
	case EVL_NODE_IF:
	case EVL_NODE_CONDITIONAL:
		child(node->as.conditional.test, names, out);
		child(node->as.conditional.consequent, names, out);
		child(node->as.conditional.alternate, names, out);
		break;
	case EVL_NODE_FOR:
		child(node->as.for_.init, names, out);
		child(node->as.for_.test, names, out);
		child(node->as.for_.update, names, out);
		child(node->as.for_.body, names, out);
		break;
	case EVL_NODE_FOR_IN:
	case EVL_NODE_FOR_OF:
		word(node->as.for_each.is_await, "await", out);
		child(node->as.for_each.left, names, out);
		child(node->as.for_each.right, names, out);
		child(node->as.for_each.body, names, out);
		break;
	case EVL_NODE_WHILE:
	case EVL_NODE_DO_WHILE:
	case EVL_NODE_WITH:
		child(node->as.loop.test, names, out);
		child(node->as.loop.body, names, out);
		break;
	case EVL_NODE_SWITCH:
		child(node->as.switch_.discriminant, names, out);
		list(&node->as.switch_.cases, names, out);
		break;
	case EVL_NODE_CASE:
		child(node->as.case_.test, names, out);
		list(&node->as.case_.body, names, out);
		break;
	case EVL_NODE_TRY:
		child(node->as.try_.block, names, out);
		child(node->as.try_.param, names, out);
		child(node->as.try_.handler, names, out);
		child(node->as.try_.finalizer, names, out);
		break;
	case EVL_NODE_BREAK:
	case EVL_NODE_CONTINUE:
		name(names, node->as.jump.label, out);
		break;
	case EVL_NODE_LABELED:
		name(names, node->as.labeled.label, out);
		child(node->as.labeled.body, names, out);
		break;
	case EVL_NODE_IMPORT:
		list(&node->as.import.specifiers, names, out);
		child(node->as.import.source, names, out);
		name(names, node->as.import.type_attribute, out);
		break;
	case EVL_NODE_IMPORT_SPECIFIER:
	case EVL_NODE_EXPORT_SPECIFIER:
		name(names, node->as.specifier.imported, out);
		name(names, node->as.specifier.local, out);
		break;
	case EVL_NODE_EXPORT_NAMED:
		list(&node->as.export_named.specifiers, names, out);
		child(node->as.export_named.source, names, out);
		break;
	case EVL_NODE_EXPORT_ALL:
		name(names, node->as.export_all.exported, out);
		child(node->as.export_all.source, names, out);
		break;
	case EVL_NODE_IDENTIFIER:
	case EVL_NODE_PRIVATE_NAME:
		name(names, node->as.identifier.name, out);
		break;
	case EVL_NODE_NUMBER: {
		char text[EVL_NUMBER_TEXT_MAX];
		evl_number_to_text(node->as.number.value, text);
		word(true, text, out);
		break;
	}
	case EVL_NODE_BIGINT:
	case EVL_NODE_STRING:
		name(names, node->as.string.name, out);
		break;
	case EVL_NODE_TEMPLATE:
		list(&node->as.template_.quasis, names, out);
		list(&node->as.template_.expressions, names, out);
		for (uint32_t i = 0; i < node->as.template_.quasis.count; i++)
			name(names, node->as.template_.raw[i], out);
		break;
	case EVL_NODE_TAGGED_TEMPLATE:
		child(node->as.tagged.tag, names, out);
		child(node->as.tagged.quasi, names, out);
		break;
	case EVL_NODE_REGEXP:
		name(names, node->as.regexp.pattern, out);
		name(names, node->as.regexp.flags, out);
		break;
	case EVL_NODE_ARRAY:
	case EVL_NODE_OBJECT:
	case EVL_NODE_SEQUENCE:
	case EVL_NODE_ARRAY_PATTERN:
	case EVL_NODE_OBJECT_PATTERN:
		list(&node->as.list.items, names, out);
		break;
	case EVL_NODE_UNARY:
	case EVL_NODE_UPDATE:
		word(true, operator_names[node->as.operation.op], out);
		word(node->kind == EVL_NODE_UPDATE && node->prefix, "prefix", out);
		child(node->as.operation.left, names, out);
		break;
	case EVL_NODE_BINARY:
	case EVL_NODE_LOGICAL:
	case EVL_NODE_ASSIGNMENT:
		word(true, operator_names[node->as.operation.op], out);
		child(node->as.operation.left, names, out);
		child(node->as.operation.right, names, out);
		break;
	case EVL_NODE_DEFAULT_PATTERN:
		child(node->as.operation.left, names, out);
		child(node->as.operation.right, names, out);
		break;
	case EVL_NODE_CALL:
	case EVL_NODE_NEW:
	case EVL_NODE_IMPORT_CALL:
		word(node->optional, "optional", out);
		child(node->as.call.callee, names, out);
		list(&node->as.call.arguments, names, out);
		break;
	case EVL_NODE_MEMBER:
	case EVL_NODE_INDEX:
		word(node->optional, "optional", out);
		child(node->as.member.object, names, out);
		child(node->as.member.property, names, out);
		break;
	case EVL_NODE_YIELD:
		word(node->as.yield_.delegate, "*", out);
		child(node->as.yield_.argument, names, out);
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
	case EVL_NODE_REST:
		child(node->as.unary.operand, names, out);
		break;
	case EVL_NODE_EMPTY:
	case EVL_NODE_DEBUGGER:
	case EVL_NODE_NULL:
	case EVL_NODE_TRUE:
	case EVL_NODE_FALSE:
	case EVL_NODE_THIS:
	case EVL_NODE_SUPER:
	case EVL_NODE_NEW_TARGET:
	case EVL_NODE_IMPORT_META:
	case EVL_NODE_KIND_COUNT:
		break;
	}
}

void evl_node_dump(const struct evl_node *node, const struct evl_names *names, struct evl_buffer *out)
{
	if (!node) {
		evl_buffer_append_byte(out, '-');
		return;
	}
	evl_buffer_append_byte(out, '(');
	for (const char *c = kind_names[node->kind]; *c; c++)
		evl_buffer_append_byte(out, (char)(*c == '_' ? '-' : *c >= 'A' && *c <= 'Z' ? *c - 'A' + 'a' : *c));
	attributes(node, names, out);
	evl_buffer_append_byte(out, ')');
}
