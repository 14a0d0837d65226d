/* SPDX-License-Identifier: MIT */
/*
 * lower_module.c - import and export declarations.
 */
#include "syntax/lower.h"

/* The name that a module_export_name stands for: an identifier, a string, or `default`. */
static evl_name export_name(struct evl_lower *l, TSNode cst)
{
	if (evl_cst_is(cst, EVL_CST_STRING))
		return evl_lower_string(l, cst)->as.string.name;
	return evl_lower_identifier(l, cst)->as.identifier.name;
}

static evl_span span_of(struct evl_lower *l, TSNode cst)
{
	return (evl_span){ l->source, ts_node_start_byte(cst), ts_node_end_byte(cst) };
}

static struct evl_node *specifier(struct evl_lower *l, TSNode cst, evl_name imported, evl_name local, TSNode where)
{
	struct evl_node *node = evl_lower_new(l, EVL_NODE_IMPORT_SPECIFIER, cst);
	node->as.specifier.imported = imported;
	node->as.specifier.local = local;
	node->as.specifier.imported_span = span_of(l, where);
	return node;
}

/* { name, name as alias } of an import or an export. */
static void named_specifiers(struct evl_lower *l, TSNode cst, enum evl_node_kind kind, struct evl_node_list *list)
{
	uint32_t count = ts_node_child_count(cst);
	for (uint32_t i = 0; i < count; i++) {
		TSNode child = evl_cst_child(cst, i);
		if (!ts_node_is_named(child))
			continue;
		TSNode name = evl_cst_child(child, 0);
		bool has_alias = ts_node_child_count(child) == 3;
		evl_name first = export_name(l, name);
		evl_name second = has_alias ? export_name(l, evl_cst_child(child, 2)) : first;
		struct evl_node *node = specifier(l, child, first, second, name);
		node->kind = (uint8_t)kind;
		evl_lower_append(list, node);
	}
}

/* with { type: 'json' } */
static evl_name type_attribute(struct evl_lower *l, TSNode cst)
{
	struct evl_node *object = evl_lower_expression(l, evl_cst_child(cst, 1));
	if (object->kind != EVL_NODE_OBJECT)
		return EVL_NAME_NONE;
	for (uint32_t i = 0; i < object->as.list.items.count; i++) {
		const struct evl_node *property = object->as.list.items.items[i];
		if (property->kind == EVL_NODE_PROPERTY && property->as.property.value->kind == EVL_NODE_STRING)
			return property->as.property.value->as.string.name;
	}
	return EVL_NAME_NONE;
}

struct evl_node *evl_lower_import(struct evl_lower *l, TSNode cst)
{
	struct evl_node *node = evl_lower_new(l, EVL_NODE_IMPORT, cst);
	uint32_t count = ts_node_child_count(cst);
	for (uint32_t i = 1; i < count; i++) {
		TSNode child = evl_cst_child(cst, i);
		if (evl_cst_is(child, EVL_CST_STRING))
			node->as.import.source = evl_lower_string(l, child);
		if (evl_cst_is(child, EVL_CST_IMPORT_ATTRIBUTE))
			node->as.import.type_attribute = type_attribute(l, child);
		if (!evl_cst_is(child, EVL_CST_IMPORT_CLAUSE))
			continue;
		uint32_t parts = ts_node_child_count(child);
		uint32_t most = 2;
		for (uint32_t j = 0; j < parts; j++)
			most += ts_node_child_count(evl_cst_child(child, j));
		struct evl_node_list list = evl_lower_list(l, most);
		for (uint32_t j = 0; j < parts; j++) {
			TSNode part = evl_cst_child(child, j);
			switch (ts_node_symbol(part)) {
			case EVL_CST_IDENTIFIER:
				evl_lower_append(&list, specifier(l, part, EVL_NAME_default_, export_name(l, part), part));
				break;
			case EVL_CST_NAMESPACE_IMPORT:
				evl_lower_append(&list, specifier(l, part, EVL_NAME_NONE,
								  export_name(l, evl_cst_child(part, 2)), part));
				break;
			case EVL_CST_NAMED_IMPORTS:
				named_specifiers(l, part, EVL_NODE_IMPORT_SPECIFIER, &list);
				break;
			default:
				break;
			}
		}
		node->as.import.specifiers = list;
	}
	return node;
}

/* The expression or declaration of `export default`, at child `i`. */
static struct evl_node *default_export(struct evl_lower *l, TSNode cst, uint32_t i)
{
	struct evl_node *node = evl_lower_new(l, EVL_NODE_EXPORT_DEFAULT, cst);
	TSNode child = evl_cst_child(cst, i);
	switch (ts_node_symbol(child)) {
	case EVL_CST_FUNCTION_EXPRESSION: /* without a name: still a declaration */
	case EVL_CST_GENERATOR_FUNCTION:
	case EVL_CST_FUNCTION_DECLARATION:
	case EVL_CST_GENERATOR_FUNCTION_DECLARATION:
		node->as.unary.operand = evl_lower_function(l, child, EVL_NODE_FUNCTION_DECLARATION);
		break;
	case EVL_CST_CLASS:
	case EVL_CST_CLASS_DECLARATION:
		node->as.unary.operand = evl_lower_class(l, child, EVL_NODE_CLASS_DECLARATION);
		break;
	default:
		node->as.unary.operand = evl_lower_expression(l, child);
	}
	return node;
}

struct evl_node *evl_lower_export(struct evl_lower *l, TSNode cst)
{
	uint32_t count = ts_node_child_count(cst);
	TSNode first = evl_cst_child(cst, 1);
	TSNode source = { 0 };
	for (uint32_t i = 2; i < count; i++) {
		if (evl_cst_is(evl_cst_child(cst, i), EVL_CST_STRING))
			source = evl_cst_child(cst, i);
	}
	struct evl_node *node;
	switch (ts_node_symbol(first)) {
	case EVL_CST_TOKEN_DEFAULT:
		return default_export(l, cst, 2);
	case EVL_CST_TOKEN_STAR:
	case EVL_CST_NAMESPACE_EXPORT:
		node = evl_lower_new(l, EVL_NODE_EXPORT_ALL, cst);
		node->as.export_all.source = evl_lower_string(l, source);
		if (evl_cst_is(first, EVL_CST_NAMESPACE_EXPORT))
			node->as.export_all.exported = export_name(l, evl_cst_child(first, 2));
		return node;
	case EVL_CST_EXPORT_CLAUSE:
		node = evl_lower_new(l, EVL_NODE_EXPORT_NAMED, cst);
		node->as.export_named.specifiers = evl_lower_list(l, ts_node_child_count(first));
		named_specifiers(l, first, EVL_NODE_EXPORT_SPECIFIER, &node->as.export_named.specifiers);
		if (source.id)
			node->as.export_named.source = evl_lower_string(l, source);
		return node;
	default:
		node = evl_lower_new(l, EVL_NODE_EXPORT_DECLARATION, cst);
		node->as.unary.operand = evl_lower_statement(l, first);
		node->span.end = node->as.unary.operand->span.end;
		return node;
	}
}
